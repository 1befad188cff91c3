import { describe, expect, it } from 'vitest'
import { normal } from './statements.ts'

describe('the normal form of a statement', () => {
  it('is the same for what a query builder writes and what people write', () => {
    const built = `select null, page.* from (select ("deals"."created_at")::text as position, "deals"."id" as row_id
      from "deals" where ("deals"."organization_id" = $1 and "deals"."id" = any($2::uuid[]))) as page`
    const written = `select $3, page.* from (
      select created_at::text as position, id as row_id from deals where organization_id = $1 and id = any($2::uuid[])) as page`
    expect(normal(built)).toBe(normal(written))
  })

  it.each([
    'select id from deals where id = any($1::uuid[])',
    'select id, title from deals where id = $1',
    'select id from deals where id = $1 order by id',
  ])('differs from what does something else: %s', (other) => {
    expect(normal(other)).not.toBe(normal('select id from deals where id = $1'))
  })
})
