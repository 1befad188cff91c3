import postgres from 'postgres'
import { expect, it } from 'vitest'
import { dealDesk, openCrm } from './crm.ts'
import { office } from '../support/people.ts'
const crm = openCrm()
it('perf', async () => {
  const at = office({ currency: 'USD', timeZone: 'America/New_York' })
  const desk = await dealDesk(crm, at)
  const ref = (id: any) => ({ source: 's', id: String(id) })
  const customers: string[] = []
  for (let b = 0; b < 10; b++) {
    const t = performance.now()
    const r = await desk.sales.done('importCustomers { rows { id } }', { rows: Array.from({ length: 1000 }, (_, n) => ({ externalReference: ref(b * 1000 + n), name: `Company ${(b*1000+n)*7919 % 10000} Şirketi`, address: { city: ['İstanbul', 'Ankara', 'Berlin'][n % 3], country: ['Türkiye', 'Germany'][n % 2] } })) })
    customers.push(...r.rows.map((x: any) => x.id))
    if (b < 3) console.log('import customers', performance.now() - t)
  }
  crm.statements.length = 0; const push = crm.statements.push.bind(crm.statements); crm.statements.push = (x: string) => push(`${performance.now()}|${x}`)
  for (let b = 0; b < 30; b++) {
    const t = performance.now()
    await desk.sales.done('importDeals { created failed }', { rows: Array.from({ length: 1000 }, (_, n) => ({ externalReference: ref(b * 1000 + n), customerId: customers[(b * 1000 + n) % 10000], title: `Order ${b*1000+n}`, amount: { amount: `${n+1}.50`, currency: 'USD' }, stage: n % 3 ? 'WON' : 'OPEN', createdOn: `20${10 + b % 10}-01-0${1 + n % 9}` })) })
    if (b < 3 || b === 29) console.log('import deals', performance.now() - t, crm.statements.splice(0).map((x, i, all) => { const [at, text] = x.split('|'); const next = all[i + 1]?.split('|')[0] ?? performance.now(); return `${(Number(next) - Number(at)).toFixed(0)} ${text.slice(0, 60).replaceAll('\n', ' ')}` }).join('\n'))
    else crm.statements.length = 0
  }
  crm.statements.push = push
  const time = async (name: string, q: string, v: any = {}) => {
    for (let i = 0; i < 3; i++) await desk.sales.data(q, v)
    const t = performance.now(); const N = 10
    for (let i = 0; i < N; i++) await desk.sales.data(q, v)
    console.log(name, ((performance.now() - t) / N).toFixed(2), 'ms')
  }
  await time('customers page', '{ customers { nodes { name } } }')
  await time('customers page + deals', '{ customers(first:100) { nodes { name deals(first: 5) { nodes { title state amount { amount } stage { name } } } } } }')
  await time('search', '{ customers(search: "istan 77") { nodes { name } } }')
  await time('search count', '{ customers(search: "istan 77") { totalCount } }')
  await time('country', '{ customers(filter: {country: {eq: "turkiye"}}) { nodes { name } } }')
  await time('deals by amount', '{ deals(orderBy: {field: AMOUNT, direction: DESC}) { nodes { title } } }')
  await time('deals by closed', '{ deals(orderBy: {field: CLOSED_AT, direction: DESC}) { nodes { title } } }')
  await time('deals by expected', '{ deals(orderBy: {field: EXPECTED_CLOSE, direction: DESC}) { nodes { title } } }')
  await time('deals open', '{ deals(filter: {state: {eq: OPEN}}) { totalCount nodes { title } } }')
  await time('deals search', '{ deals(search: "order 777") { nodes { title } } }')
  const sql = postgres(crm.appUrl, { max: 1, onnotice: () => {} })
  const explain = async (text: string, params: any[]) => sql.begin(async (s) => {
    await s`select set_config('app.organization', ${at.organizationId}, true)`
    const r = await s.unsafe('explain (analyze, buffers off) ' + text, params)
    console.log(text.slice(0, 160) + '\n' + r.map((x: any) => x['QUERY PLAN']).join('\n'))
  })
  const o = at.organizationId
  await explain(`select id from customers where organization_id = $1 and search_text like '%' || kopru_fold($2) || '%' order by name_folded, id limit 21`, [o, 'istan'])
  await explain(`select id from deals where organization_id = $1 order by coalesce(closed_at, '-infinity'::timestamptz) desc, id desc limit 21`, [o])
  await explain(`select id from deals where organization_id = $1 and (coalesce(closed_at, '-infinity'::timestamptz), id) < ('2015-01-01'::timestamptz, $2) order by coalesce(closed_at, '-infinity'::timestamptz) desc, id desc limit 21`, [o, o])
  await explain(`select id from deals where organization_id = $1 and stage_id = any(array(select id from stages where organization_id = $1 and type = any($2::text[]))) order by created_at desc, id desc limit 21`, [o, ['OPEN']])
  await explain(`select count(*) from deals where organization_id = $1 and stage_id = any(array(select id from stages where organization_id = $1 and type = any($2::text[])))`, [o, ['OPEN']])
  await sql.end()
}, 120000)
