import { describe, expect, it } from 'vitest'
import { some } from '../support/erp.ts'
import { dealOf } from '../support/owners.ts'
import { customerId, openSite } from './site.ts'

const site = openSite()

describe('a new project', () => {
  it('is planned, under the first code, with a first line of history', async () => {
    const [dealId, managerId] = [dealOf(customerId), some('user')]
    const input = {
      dealId,
      managerId,
      name: '  Çatı  ',
      startsOn: '2026-01-01',
      endsOn: '2026-06-30',
      budget: { amount: '1234.5', currency: 'EUR' },
      externalReference: { source: 'asana', id: '7' },
    }
    const { id, ...project } = await site.created(input)
    expect(id).toMatch(/^proj_/)
    expect(project).toEqual({
      code: 'PRJ-0001',
      name: 'Çatı',
      state: 'PLANNED',
      startsOn: '2026-01-01',
      endsOn: '2026-06-30',
      version: 1,
      customer: { id: customerId },
      deal: { id: dealId },
      manager: { id: managerId },
      budget: { amount: '1234.50', currency: 'EUR' },
      externalReference: { source: 'asana', id: '7' },
      stateChanges: [{ from: null, to: 'PLANNED', reason: null, changedBy: { id: expect.stringMatching(/^user_/) } }],
    })
  })

  it('needs no more than a name and a customer', async () => {
    expect(await site.created()).toMatchObject({
      deal: null,
      manager: null,
      budget: null,
      startsOn: null,
      externalReference: null,
    })
  })

  it.each([
    ['BAD_ID', ['customerId'], { customerId: some('deal') }],
    ['BAD_ID', ['dealId'], { dealId: 'deal_1' }],
    ['TEXT_REQUIRED', ['name'], { name: ' ' }],
    ['TEXT_TOO_LONG', ['name'], { name: 'x'.repeat(201) }],
    ['TEXT_INVALID', ['name'], { name: 'a\0b' }],
    ['ENDS_BEFORE_START', ['endsOn'], { startsOn: '2026-02-01', endsOn: '2026-01-31' }],
    ['AMOUNT_NOT_POSITIVE', ['budget', 'amount'], { budget: { amount: '0', currency: 'EUR' } }],
    ['AMOUNT_PRECISION', ['budget', 'amount'], { budget: { amount: '1.005', currency: 'EUR' } }],
  ])('is refused with %s at %j, and leaves no trace', async (code, path, input) => {
    const before = await site.traces()
    expect(await site.create(input)).toEqual({ project: null, userErrors: [{ code, path }] })
    expect(await site.traces()).toEqual(before)
  })

  it('takes an outside id once', async () => {
    const externalReference = { source: 'asana', id: '1' }
    await site.created({ externalReference })
    expect((await site.create({ externalReference })).userErrors).toEqual([
      { code: 'EXTERNAL_REFERENCE_TAKEN', path: ['externalReference'] },
    ])
  })

  it('gets codes without gaps, however many come at once and however many are refused', async () => {
    const dealId = dealOf(customerId)
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => site.create(n % 2 ? { dealId } : {})))
    const codes = answers.flatMap(({ project }) => project?.code ?? [])
    expect(codes.sort()).toEqual(Array.from({ length: 21 }, (_, n) => `PRJ-${String(n + 1).padStart(4, '0')}`))
    expect(answers.filter(({ userErrors }) => userErrors[0]?.code === 'DEAL_HAS_PROJECT')).toHaveLength(19)
    expect(await site.traces()).toEqual({ projects: 21, versions: 21, changes: 21, counter: 21 })
  })

  it('is not for everybody to make', async () => {
    for (const role of ['SALES', 'ACCOUNTANT', 'VIEWER'] as const) {
      expect(await site.create({}, await site.shop.as(role))).toEqual({
        project: null,
        userErrors: [{ code: 'FORBIDDEN', path: [] }],
      })
    }
    expect(await site.traces()).toMatchObject({ projects: 0, counter: 0 })
  })
})

describe('the state of a project', () => {
  it('changes by its transitions, each written down', async () => {
    const { id } = await site.created()
    const way = ['start', 'hold', 'resume', 'complete', 'reopen', 'complete', 'close']
    const states = []
    for (const [index, verb] of way.entries()) {
      const { project } = await site.move(verb, { id, expectedVersion: index + 1, reason: `because ${index}` })
      states.push(project.state)
      expect(project.version).toBe(index + 2)
      expect(project.stateChanges.at(-1)).toMatchObject({ to: project.state, reason: `because ${index}` })
    }
    expect(states).toEqual(['ACTIVE', 'ON_HOLD', 'ACTIVE', 'COMPLETED', 'ACTIVE', 'COMPLETED', 'CLOSED'])
    expect(await site.traces()).toMatchObject({ changes: 8 })
  })

  it('does not change where no transition leads, and nothing is written', async () => {
    const { id } = await site.created()
    const before = await site.traces()
    for (const verb of ['hold', 'resume', 'complete', 'reopen', 'close']) {
      expect(await site.move(verb, { id, expectedVersion: 1 })).toMatchObject({
        project: null,
        userErrors: [
          { code: 'INVALID_TRANSITION', path: ['id'], message: expect.stringContaining('it can start or cancel') },
        ],
      })
    }
    expect(await site.traces()).toEqual(before)
  })

  it('is changed by one of many who try at once', async () => {
    const { id } = await site.created()
    const answers = await Promise.all(Array.from({ length: 20 }, () => site.move('start', { id, expectedVersion: 1 })))
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'DONE')
    expect(codes.filter((code) => code === 'DONE')).toHaveLength(1)
    expect(codes.filter((code) => code === 'VERSION_CONFLICT')).toHaveLength(19)
    expect(await site.traces()).toMatchObject({ versions: 2, changes: 2 })
  })

  it('has a history that the application cannot rewrite', async () => {
    await site.created()
    const as = (role: 'app' | 'owner', change: string) =>
      site.erp.as(role, site.shop.organizationId, (sql) => sql.unsafe(change))
    for (const change of [
      `update project_state_changes set reason = 'never'`,
      'delete from project_state_changes',
      'truncate project_state_changes',
    ]) {
      await expect(as('app', change)).rejects.toThrow('permission denied')
      await expect(as('owner', change)).rejects.toThrow('only added to')
    }
    await expect(as('app', 'delete from projects')).rejects.toThrow('permission denied')
  })
})

describe('a change of a project', () => {
  it('leaves what is not mentioned, and clears what is null', async () => {
    const { id } = await site.created({
      startsOn: '2026-01-01',
      budget: { amount: '10', currency: 'EUR' },
      dealId: dealOf(customerId),
    })
    const { project } = await site.update({ id, expectedVersion: 1, name: 'Wall', budget: null, dealId: null })
    expect(project).toMatchObject({
      name: 'Wall',
      budget: null,
      deal: null,
      startsOn: '2026-01-01',
      version: 2,
      code: 'PRJ-0001',
    })
  })

  it('is refused when somebody was first, and when it makes no sense', async () => {
    const { id } = await site.created({ startsOn: '2026-05-01' })
    const before = await site.traces()
    const codes = async (input: Record<string, unknown>) =>
      (await site.update({ id, expectedVersion: 1, ...input })).userErrors.map(({ code }: { code: string }) => code)
    expect(await codes({ expectedVersion: 2, name: 'Late' })).toEqual(['VERSION_CONFLICT'])
    expect(await codes({ endsOn: '2026-04-30' })).toEqual(['ENDS_BEFORE_START'])
    expect(await codes({ id: some('proj') })).toEqual(['PROJECT_NOT_FOUND'])
    expect(await codes({ id: some('deal') })).toEqual(['BAD_ID'])
    expect(await site.traces()).toEqual(before)
  })

  it('is refused once the project is closed or cancelled', async () => {
    const { id } = await site.created()
    await site.move('cancel', { id, expectedVersion: 1 })
    expect((await site.update({ id, expectedVersion: 2, name: 'Ghost' })).userErrors).toEqual([
      { code: 'PROJECT_CLOSED', path: ['id'] },
    ])
  })
})
