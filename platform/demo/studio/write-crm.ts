import { contacts, customers } from '../../../subgraphs/crm/customers/tables.ts'
import { deals, stageChanges } from '../../../subgraphs/crm/deals/tables.ts'
import { insertRows } from '../../../subgraphs/shared/db/bulk.ts'
import type { Transaction } from '../../../subgraphs/shared/db/database.ts'
import { chunks } from './chunks.ts'
import { idFor } from './ids.ts'
import { CURRENCY, type CustomerStory } from './story.ts'

/** A story and its place among all: what its ids are made of. */
export interface Numbered<Story> {
  readonly story: Story
  readonly index: number
}

/** The organisation the story is told in. */
export interface Office {
  readonly organizationId: string
  /** The users, in the order of STAFF. */
  readonly staff: readonly string[]
}

/** Writes customers with their contacts, deals and stage histories: four statements for a thousand customers. */
export async function writeCrm(
  tx: Transaction,
  office: Office,
  stages: ReadonlyMap<string, string>,
  stories: readonly Numbered<CustomerStory>[],
  advance: (by: number) => void,
): Promise<void> {
  for (const chunk of chunks(stories)) {
    await writeChunk(tx, office, stages, chunk)
    advance(crmRecords(chunk))
  }
}

/** How many records the CRM gets, by which its progress is measured. */
export const crmRecords = (stories: readonly Numbered<CustomerStory>[]): number =>
  stories.reduce((sum, { story }) => sum + 1 + story.contacts.length + story.deals.length, 0)

async function writeChunk(
  tx: Transaction,
  { organizationId, staff }: Office,
  stages: ReadonlyMap<string, string>,
  stories: readonly Numbered<CustomerStory>[],
): Promise<void> {
  const known = stories.map(({ story, index }) => ({ story, index, id: idFor(organizationId, 'customer', index) }))
  await insertRows(
    tx,
    customers,
    known.map(({ id, story: { name, industry, phone, address, owner, since } }) => ({
      organizationId,
      id,
      name,
      industry,
      phone,
      ...address,
      ownerId: staff[owner]!,
      createdAt: noon(since),
      updatedAt: noon(since),
    })),
  )
  await insertRows(
    tx,
    contacts,
    known.flatMap(({ id: customerId, index, story }) =>
      story.contacts.map((contact, place) => ({
        organizationId,
        id: idFor(organizationId, 'contact', index, place),
        customerId,
        ...contact,
      })),
    ),
  )
  const all = known.flatMap(({ id: customerId, index, story }) =>
    story.deals.map((story, place) => ({ customerId, story, id: idFor(organizationId, 'deal', index, place) })),
  )
  await insertRows(
    tx,
    deals,
    all.map(({ customerId, id, story }) => ({
      organizationId,
      id,
      customerId,
      title: story.title,
      amountMinor: story.minor,
      currency: CURRENCY,
      stageId: stages.get(story.path.at(-1)!.stage)!,
      stageChange: story.path.length,
      expectedClose: story.expectedClose,
      closedAt: story.outcome === 'OPEN' ? null : noon(story.path.at(-1)!.on),
      lostReason: story.lostReason,
      ownerId: staff[story.owner]!,
      createdAt: noon(story.createdOn),
      updatedAt: noon(story.path.at(-1)!.on),
    })),
  )
  await insertRows(
    tx,
    stageChanges,
    all.flatMap(({ id: dealId, story: { path, owner } }) =>
      path.map(({ stage, on }, index) => ({
        organizationId,
        dealId,
        number: index + 1,
        fromStageId: index === 0 ? null : stages.get(path[index - 1]!.stage)!,
        toStageId: stages.get(stage)!,
        changedAt: noon(on),
        changedBy: staff[owner]!,
      })),
    ),
  )
}

/** Nobody knows the hour any more: noon, which is the same day in Europe. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)
