import { price } from '../../../subgraphs/erp/invoicing/pricing.ts'
import { decimal } from '../../../subgraphs/shared/money/decimal.ts'
import { addDays, type LocalDate } from '../../../subgraphs/shared/time/date.ts'
import {
  COMPANY_KINDS,
  COMPANY_STEMS,
  ENGAGEMENTS,
  FIRST_NAMES,
  LAST_NAMES,
  PLACES,
  SERVICES,
  STREETS,
  TITLES,
} from './names.ts'
import { type Random, random } from './random.ts'

export const CURRENCY = 'EUR'
export const TAX_PERCENT = '20'
/** How far back the story begins. */
export const DAYS = 730
const TERMS = 30
const OPEN_STAGES = ['Lead in', 'Qualified', 'Proposal', 'Negotiation'] as const

/** One customer's two years: who they are, what they were offered, what was delivered, billed and paid. */
export interface CustomerStory {
  name: string
  industry: string
  phone: string
  address: { street: string; city: string; postalCode: string; country: string }
  owner: number
  since: LocalDate
  contacts: { name: string; title: string; email: string }[]
  deals: DealStory[]
}

export interface DealStory {
  title: string
  minor: bigint
  owner: number
  createdOn: LocalDate
  expectedClose: LocalDate
  /** The stages it went through, by name, each with the day it was entered; the last is where it stands. */
  path: { stage: string; on: LocalDate }[]
  outcome: 'OPEN' | 'WON' | 'LOST'
  lostReason: 'PRICE' | 'TIMING' | 'COMPETITOR' | 'NO_DECISION' | 'NO_FIT' | null
  project: ProjectStory | null
}

export interface ProjectStory {
  name: string
  startsOn: LocalDate
  endsOn: LocalDate
  budgetMinor: bigint
  manager: number
  state: 'PLANNED' | 'ACTIVE' | 'COMPLETED' | 'CLOSED'
  invoices: InvoiceStory[]
}

export interface InvoiceStory {
  issueDate: LocalDate
  dueDate: LocalDate
  /** Only what lies before today is posted. */
  posted: boolean
  lines: { service: number; quantity: string; discountPercent: string }[]
  /** The day and the share in percent of what was paid; a share of 100 settles it. */
  payments: { on: LocalDate; percent: number }[]
}

/** The stories of `count` customers as they stand `today`; the same seed and day tell the same ones. */
export function* stories(count: number, today: LocalDate, seed = 1453): Generator<CustomerStory> {
  for (let index = 0; index < count; index += 1) yield customer(random(seed + index * 7_919), index, today)
}

function customer(chance: Random, index: number, today: LocalDate): CustomerStory {
  const industry = chance.pick(Object.keys(COMPANY_KINDS))
  const place = chance.pick(PLACES)
  const word = `${chance.pick(COMPANY_STEMS)} ${chance.pick(COMPANY_KINDS[industry]!)}`
  // A number tells namesakes apart once there are more customers than names.
  const name = `${word}${index < 300 ? '' : ` ${index}`} ${place.suffix}`
  const since = addDays(today, -chance.whole(20, DAYS))
  const habit = chance.weighted({ prompt: 5, late: 3, slow: 1 })
  const domain = `${ascii(word)}${index}.example`
  return {
    name,
    industry,
    phone: `+${chance.whole(30, 99)} ${chance.whole(200, 899)} ${chance.whole(1_000_000, 9_999_999)}`,
    address: {
      street: `${chance.pick(STREETS)} ${chance.whole(1, 180)}`,
      city: place.city,
      postalCode: String(chance.whole(10_000, 99_999)),
      country: place.country,
    },
    owner: chance.whole(1, 2),
    since,
    contacts: Array.from({ length: chance.whole(1, 3) }, () => contact(chance, domain)),
    deals: Array.from({ length: chance.weighted({ 1: 5, 2: 3, 3: 2, 4: 1 }).charCodeAt(0) - 48 }, () =>
      deal(chance, since, today, habit),
    ),
  }
}

function contact(chance: Random, domain: string) {
  const [first, last] = [chance.pick(FIRST_NAMES), chance.pick(LAST_NAMES)]
  return { name: `${first} ${last}`, title: chance.pick(TITLES), email: `${ascii(first)}.${ascii(last)}@${domain}` }
}

function deal(chance: Random, since: LocalDate, today: LocalDate, habit: Habit): DealStory {
  const createdOn = between(chance, since, today)
  const cycle = chance.whole(14, 120)
  const settled = addDays(createdOn, cycle)
  const outcome = settled > today ? 'OPEN' : chance.weighted({ WON: 55, LOST: 45 })
  const reached = outcome === 'WON' ? OPEN_STAGES.length : chance.whole(1, OPEN_STAGES.length)
  const path = OPEN_STAGES.slice(0, reached).map((stage, step) => ({
    stage: stage as string,
    on: earlier(addDays(createdOn, Math.floor((cycle * step) / OPEN_STAGES.length)), today),
  }))
  if (outcome !== 'OPEN') path.push({ stage: outcome === 'WON' ? 'Won' : 'Lost', on: settled })
  const title = chance.pick(ENGAGEMENTS)
  const project = outcome === 'WON' ? projectOf(chance, title, settled, today, habit) : null
  return {
    title,
    // What was sold is what the project bills over all its invoices.
    minor: project ? netOf(project) : BigInt(chance.whole(40, 900)) * 10_000n,
    owner: chance.whole(1, 2),
    createdOn,
    expectedClose: addDays(createdOn, Math.round(cycle * (0.8 + chance.next() * 0.4))),
    path,
    outcome,
    lostReason:
      outcome === 'LOST' ? chance.pick(['PRICE', 'TIMING', 'COMPETITOR', 'NO_DECISION', 'NO_FIT'] as const) : null,
    project,
  }
}

type Habit = 'prompt' | 'late' | 'slow'

function projectOf(chance: Random, name: string, wonOn: LocalDate, today: LocalDate, habit: Habit): ProjectStory {
  const startsOn = addDays(wonOn, chance.whole(7, 35))
  const length = chance.whole(30, 180)
  const endsOn = addDays(startsOn, length)
  const parts = chance.whole(1, 4)
  const invoices = Array.from({ length: parts }, (_, part) =>
    invoice(chance, addDays(startsOn, Math.round((length * (part + 1)) / parts)), today, habit),
  )
  const state =
    startsOn > today ? 'PLANNED' : endsOn > today ? 'ACTIVE' : addDays(endsOn, 60) > today ? 'COMPLETED' : 'CLOSED'
  const story = { name, startsOn, endsOn, budgetMinor: 0n, manager: chance.whole(3, 4), state, invoices } as const
  return { ...story, budgetMinor: (netOf(story) * BigInt(chance.whole(55, 80))) / 100n }
}

function invoice(chance: Random, issueDate: LocalDate, today: LocalDate, habit: Habit): InvoiceStory {
  const dueDate = addDays(issueDate, TERMS)
  const delay = { prompt: chance.whole(-20, 2), late: chance.whole(3, 30), slow: chance.whole(25, 120) }[habit]
  const paidOn = addDays(dueDate, delay)
  const payments = chance.chance(0.06)
    ? [
        { on: dueDate, percent: 40 },
        { on: addDays(paidOn, 30), percent: 100 },
      ]
    : [{ on: paidOn, percent: 100 }]
  return {
    issueDate,
    dueDate,
    posted: issueDate <= today,
    lines: Array.from({ length: chance.whole(1, 4) }, () => line(chance)),
    payments: payments.filter(({ on }) => on <= today && issueDate <= today),
  }
}

const QUARTERS = ['00', '25', '50', '75'] as const

/** Hours by the quarter, days and months by the piece. */
function line(chance: Random): InvoiceStory['lines'][number] {
  const service = chance.whole(0, SERVICES.length - 1)
  const quantity = {
    hour: `${chance.whole(4, 60)}.${chance.pick(QUARTERS)}`,
    day: String(chance.whole(1, 4)),
    month: String(chance.whole(1, 3)),
  }[SERVICES[service]!.unit]
  return { service, quantity, discountPercent: chance.chance(0.15) ? chance.pick(['5', '10', '12.5']) : '0' }
}

/** What a project bills before tax, by the rule that prices its invoices. */
const netOf = ({ invoices }: Pick<ProjectStory, 'invoices'>): bigint =>
  invoices.reduce((net, { lines }) => net + price(lines.map(priceable), CURRENCY, false).net.minor, 0n)

const priceable = ({ service, quantity, discountPercent }: InvoiceStory['lines'][number]) => ({
  quantity: decimal(quantity),
  unitPrice: decimal(SERVICES[service]!.price),
  discountPercent: decimal(discountPercent),
  taxCategory: 'S',
  taxPercent: decimal(TAX_PERCENT),
})

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b)

function between(chance: Random, from: LocalDate, to: LocalDate): LocalDate {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  return addDays(from, chance.whole(0, Math.max(0, days)))
}

const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/ı/g, 'i')
    .replace(/ø/gi, 'o')
    .replace(/ł/gi, 'l')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()
