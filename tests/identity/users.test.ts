import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Unauthenticated } from '../../subgraphs/shared/auth/identify.ts'
import { decodeId, encodeId, newId } from '../../subgraphs/shared/relay/id.ts'
import { ask, data } from '../support/ask.ts'
import { type House, openHouse, takeIn, tokenOf } from './identity.ts'

let house: House
let owner: string
beforeAll(async () => {
  house = await openHouse()
  owner = await house.owner()
})
afterAll(() => house.close())

const USER = 'id email name title role active version externalReference { source id }'
const CREATE = `mutation ($input: CreateUserInput!) { createUser(input: $input) { user { ${USER} } userErrors { code path } } }`
const UPDATE = `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { ${USER} } userErrors { code path } } }`

const create = async (token: string, input: object) => (await data(house.identity, token, CREATE, { input })).createUser
const update = async (token: string, input: object) => (await data(house.identity, token, UPDATE, { input })).updateUser
const count = async () => (await data(house.identity, owner, '{ users { totalCount } }')).users.totalCount
const bearerOf = (id: string) => tokenOf(house.identity, house.organizationId, decodeId('user', id)!)
const refusal = (code: string, ...path: string[]) => ({ user: null, userErrors: [{ code, path }] })

describe('taking somebody in', () => {
  it('answers who it is from now on', async () => {
    const externalReference = { source: 'hr', id: '7' }
    const input = {
      email: ' Ada.Lovelace@Northwind.Example',
      name: 'Ada  Lovelace ',
      title: 'Analyst',
      role: 'SALES',
      externalReference,
    }
    const { user, userErrors } = await create(owner, input)
    expect(userErrors).toEqual([])
    expect(user).toEqual({
      id: expect.stringMatching(/^user_[0-9a-z]{26}$/),
      email: 'ada.lovelace@northwind.example',
      name: 'Ada  Lovelace',
      title: 'Analyst',
      role: 'SALES',
      active: true,
      version: 1,
      externalReference,
    })
    expect(
      await data(house.identity, owner, `query ($id: ID!) { user(id: $id) { ${USER} } }`, { id: user.id }),
    ).toEqual({
      user,
    })
  })

  it.each([
    ['EMAIL_TAKEN', ['email'], { email: 'OLGA@northwind.example' }],
    ['EXTERNAL_REFERENCE_TAKEN', ['externalReference'], { externalReference: { source: 'hr', id: '7' } }],
    ['EMAIL_INVALID', ['email'], { email: 'nobody' }],
    ['TEXT_REQUIRED', ['name'], { name: '  ' }],
    ['TEXT_INVALID', ['name'], { name: 'a\0b' }],
    ['TEXT_TOO_LONG', ['title'], { title: 'x'.repeat(201) }],
    ['PASSWORD_TOO_SHORT', ['password'], { password: 'short' }],
    ['PASSWORD_IS_EMAIL', ['password'], { password: 'new.comer@northwind.example' }],
  ])('is refused with %s at %j', async (code, path, wrong) => {
    const before = await count()
    const input = { email: 'new.comer@northwind.example', name: 'New', role: 'SALES', ...wrong }
    expect(await create(owner, input)).toEqual(refusal(code, ...path))
    expect(await count()).toBe(before)
  })

  it('tells all that is wrong at once', async () => {
    expect(await create(owner, { email: 'x', name: '', role: 'SALES', password: 'y' })).toEqual({
      user: null,
      userErrors: [
        { code: 'EMAIL_INVALID', path: ['email'] },
        { code: 'TEXT_REQUIRED', path: ['name'] },
        { code: 'PASSWORD_TOO_SHORT', path: ['password'] },
      ],
    })
  })

  it('needs the permission, and an owner for an owner', async () => {
    const sales = await bearerOf(await takeIn(house.identity, owner, 'sal', 'SALES'))
    const admin = await bearerOf(await takeIn(house.identity, owner, 'adi', 'ADMIN'))
    const before = await count()
    const input = { email: 'third@northwind.example', name: 'Third', role: 'VIEWER' }
    expect(await create(sales, input)).toEqual(refusal('FORBIDDEN'))
    expect(await create(admin, { ...input, role: 'OWNER' })).toEqual(refusal('OWNER_ONLY', 'role'))
    expect(await count()).toBe(before)
    expect((await create(admin, input)).userErrors).toEqual([])
  })

  it('lets one of ten who come at once with the same address', async () => {
    const input = { email: 'crowd@northwind.example', name: 'Crowd', role: 'VIEWER' }
    const answers = await Promise.all(Array.from({ length: 10 }, () => create(owner, input)))
    expect(answers.filter(({ user }) => user).length).toBe(1)
    expect(answers.filter(({ user }) => !user)).toEqual(Array(9).fill(refusal('EMAIL_TAKEN', 'email')))
  })
})

describe('changing a user', () => {
  it('changes what is said and keeps the rest; its version tells it from older ones', async () => {
    const id = await takeIn(house.identity, owner, 'val', 'SALES')
    const changed = await update(owner, {
      id,
      expectedVersion: 1,
      title: 'Head of Sales',
      email: 'Valerie@northwind.example',
    })
    expect(changed.user).toMatchObject({
      name: 'val',
      email: 'valerie@northwind.example',
      title: 'Head of Sales',
      version: 2,
    })
    expect((await update(owner, { id, expectedVersion: 2, title: null })).user).toMatchObject({
      title: null,
      version: 3,
    })
    expect(await update(owner, { id, expectedVersion: 2, name: 'Late' })).toEqual(
      refusal('VERSION_CONFLICT', 'expectedVersion'),
    )
    expect(await update(owner, { id, expectedVersion: 3, email: 'olga@northwind.example' })).toEqual(
      refusal('EMAIL_TAKEN', 'email'),
    )
    expect(await update(owner, { id: encodeId('user', newId()), expectedVersion: 1 })).toEqual(
      refusal('USER_NOT_FOUND', 'id'),
    )
    expect(await update(owner, { id: 'cust_01h455vb4pex5vsknk084sn02q', expectedVersion: 1 })).toEqual(
      refusal('BAD_ID', 'id'),
    )
  })

  it.each([
    ['another role', { role: 'VIEWER' }],
    ['deactivation', { active: false }],
  ])('voids all tokens of the user at once: %s', async (_, change) => {
    const id = await takeIn(house.identity, owner, `void-${_.replace(' ', '-')}`, 'SALES')
    const [before, other] = [await bearerOf(id), await bearerOf(id)]
    expect(await data(house.identity, before, '{ me { id } }')).toEqual({ me: { id } })
    expect((await update(owner, { id, expectedVersion: 1, ...change })).userErrors).toEqual([])
    for (const token of [before, other]) {
      await expect(ask(house.identity, token, '{ me { id } }')).rejects.toThrow(Unauthenticated)
    }
    const again = await house.identity.issueToken({
      organizationId: house.organizationId,
      userId: decodeId('user', id)!,
    })
    if ('active' in change) return expect(again).toBeNull()
    expect(await data(house.identity, `Bearer ${again!.token}`, '{ me { role } }')).toEqual({ me: { role: 'VIEWER' } })
  })

  it('leaves tokens alone when the role stays', async () => {
    const id = await takeIn(house.identity, owner, 'steady', 'SALES')
    const token = await bearerOf(id)
    await update(owner, { id, expectedVersion: 1, name: 'Steady', role: 'SALES', active: true })
    expect(await data(house.identity, token, '{ me { name } }')).toEqual({ me: { name: 'Steady' } })
  })

  it('never lets a token with the old role outlive the change, however close they come', async () => {
    const id = await takeIn(house.identity, owner, 'racer', 'ADMIN')
    for (let round = 1; round <= 20; round += 1) {
      const role = round % 2 ? 'VIEWER' : 'ADMIN'
      const [, ...tokens] = await Promise.all([
        update(owner, { id, expectedVersion: round, role }),
        ...Array.from({ length: 4 }, () => bearerOf(id)),
      ])
      for (const token of tokens as string[]) {
        const actor = await house.identity.identifier.identify(token).catch(() => null)
        if (actor) expect(actor.role).toBe(role)
      }
    }
  })
})

describe('the list of users', () => {
  it('is filtered, searched and ordered', async () => {
    for (const [name, role] of [
      ['Çiğdem Işık', 'ACCOUNTANT'],
      ['cigdem isik', 'PROJECT_MANAGER'],
    ] as const) {
      await create(owner, { email: `${role}@list.example`.toLowerCase().replace('_', '-'), name, role })
    }
    const list = async (args: string) =>
      (await data(house.identity, owner, `{ users(${args}) { nodes { name } totalCount } }`)).users
    expect(await list('search: "ISIK çiğ", orderBy: { field: CREATED_AT, direction: ASC }')).toEqual({
      nodes: [{ name: 'Çiğdem Işık' }, { name: 'cigdem isik' }],
      totalCount: 2,
    })
    expect((await list('filter: { role: { in: [ACCOUNTANT] }, active: true }')).nodes).toEqual([
      { name: 'Çiğdem Işık' },
    ])
    expect((await list('filter: { active: false }')).totalCount).toBe(1)
    expect((await list('search: "list.example", filter: { not: { role: { eq: ACCOUNTANT } } }')).nodes).toEqual([
      { name: 'cigdem isik' },
    ])
  })

  it('is paged in two statements beside the frame of its transaction', async () => {
    house.statements.length = 0
    const page = await data(
      house.identity,
      owner,
      '{ users(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }',
    )
    expect(page.users.nodes.length).toBe(2)
    expect(house.statements.filter((text) => /from "users"/.test(text)).length).toBe(2)
    const next = await data(
      house.identity,
      owner,
      `{ users(first: 2, after: "${page.users.pageInfo.endCursor}") { nodes { id } } }`,
    )
    expect(next.users.nodes).not.toEqual(page.users.nodes)
    const { errors } = await ask(
      house.identity,
      owner,
      `{ users(after: "${page.users.pageInfo.endCursor}", orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id } } }`,
    )
    expect(errors![0]!.extensions.code).toBe('INVALID_CURSOR')
  })
})

describe('what identity tells', () => {
  it('has no field for a password or its hash anywhere', async () => {
    const { __schema } = await data(house.identity, owner, '{ __schema { types { name kind fields { name } } } }')
    const fields = __schema.types.flatMap((type: { fields: { name: string }[] | null }) => type.fields ?? [])
    expect(fields.length).toBeGreaterThan(50)
    expect(
      fields
        .filter(({ name }: { name: string }) => /password|hash|secret|private/i.test(name))
        .map(({ name }: { name: string }) => name),
    ).toEqual(['setPassword'])
  })

  it('is no mistake of its own', () => expect(house.reported).toEqual([]))
})
