import { describe, expect, it } from 'vitest'
import { type CustomerStory, stories } from './story.ts'

const TODAY = '2026-11-22'
const told = (count: number, seed?: number) => [...stories(count, TODAY, seed)]
const deals = (customers: CustomerStory[]) => customers.flatMap((customer) => customer.deals)

describe('the story of a service business', () => {
  const customers = told(400)

  it('is the same for the same seed, and another for another', () => {
    expect(told(50)).toEqual(customers.slice(0, 50))
    expect(told(50, 1)).not.toEqual(customers.slice(0, 50))
  })

  it('names every customer once', () => {
    expect(new Set(customers.map(({ name, address }) => `${name} ${address.city}`)).size).toBeGreaterThan(300)
    expect(new Set(customers.flatMap(({ contacts }) => contacts.map(({ email }) => email))).size).toBeGreaterThan(600)
  })

  it('gives each deal a path that ends as the deal does, in the order of its days', () => {
    for (const { path, outcome, lostReason, project, minor } of deals(customers)) {
      const days = path.map(({ on }) => on)
      expect(days).toEqual(days.toSorted())
      expect(days.every((day) => day <= TODAY)).toBe(true)
      const last = path.at(-1)!.stage
      expect(outcome).toBe(last === 'Won' ? 'WON' : last === 'Lost' ? 'LOST' : 'OPEN')
      expect(lostReason !== null).toBe(outcome === 'LOST')
      expect(project !== null).toBe(outcome === 'WON')
      expect(minor).toBeGreaterThan(0n)
    }
  })

  it('bills and collects only what lies behind, and never more than was billed', () => {
    const invoices = deals(customers).flatMap(({ project }) => project?.invoices ?? [])
    expect(invoices.length).toBeGreaterThan(300)
    for (const { issueDate, dueDate, posted, payments } of invoices) {
      expect(dueDate > issueDate).toBe(true)
      expect(posted).toBe(issueDate <= TODAY)
      expect(posted || payments.length === 0).toBe(true)
      expect(payments.every(({ on }) => on <= TODAY)).toBe(true)
    }
  })

  it('has all there is to show: open, won and lost, every state of a project, paid, partly paid and unpaid', () => {
    const count = (outcome: string) => deals(customers).filter((deal) => deal.outcome === outcome).length
    expect(Math.min(count('OPEN'), count('WON'), count('LOST'))).toBeGreaterThan(100)
    const states = new Set(deals(customers).flatMap(({ project }) => project?.state ?? []))
    expect(states).toEqual(new Set(['PLANNED', 'ACTIVE', 'COMPLETED', 'CLOSED']))
  })
})
