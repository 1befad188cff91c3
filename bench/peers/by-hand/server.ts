import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readConfig } from '../../../platform/config.ts'
import { authState } from '../../../subgraphs/identity/auth-state.ts'
import { openSigningKeys } from '../../../subgraphs/identity/signing-keys.ts'
import type { Actor } from '../../../subgraphs/shared/auth/actor.ts'
import { followAuthState } from '../../../subgraphs/shared/auth/follow.ts'
import { Identifier, Unauthenticated } from '../../../subgraphs/shared/auth/identify.ts'
import { openDatabase } from '../../../subgraphs/shared/db/open.ts'
import type { DocumentName } from '../../operations/documents.ts'
import { invoiceCreated, invoicePosted, invoicesImported, paymentReceived } from './changes.ts'
import { customerToCash } from './customer-to-cash.ts'
import type { Databases } from './databases.ts'
import { erpInvoices, invoiceList } from './invoice-list.ts'
import { oneCustomer } from './one-customer.ts'

/*
 * The limit: what the same answers cost when somebody writes them by hand. The same token check, pools,
 * snapshots under row-level security and statements; no GraphQL, no router, no framework.
 */

type Handler = (databases: Databases, actor: Actor, input: never) => Promise<object>

const HANDLERS: Readonly<Record<DocumentName, Handler>> = {
  'customer-to-cash': customerToCash,
  'one-customer': oneCustomer,
  'invoice-list': invoiceList,
  'create-invoice': invoiceCreated,
  'post-invoice': invoicePosted,
  'import-invoices': invoicesImported,
  'receive-payment': paymentReceived,
  'erp-invoices': erpInvoices,
}

const MOST_BYTES = 1_048_576

const { port, host, databaseUrls, dataDir } = readConfig('all')
const identity = await openDatabase(databaseUrls.identity!, { name: 'identity' })
const databases: Databases = {
  crm: await openDatabase(databaseUrls.crm!, { name: 'crm' }),
  erp: await openDatabase(databaseUrls.erp!, { name: 'erp' }),
}
const keys = await openSigningKeys({ dataDir })
const identifier = new Identifier()
const following = await followAuthState(() => authState(identity, keys), identifier)

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    if (error instanceof Unauthenticated) return send(response, 401, { errors: [{ message: error.message }] })
    console.error(error)
    send(response, 500, { errors: [{ message: 'Something went wrong on our side.' }] })
  })
})
server.listen(port, host)
process.on('SIGTERM', async () => {
  server.close()
  server.closeAllConnections()
  following.close()
  await Promise.all([identity.close(), databases.crm.close(), databases.erp.close()])
  process.exit(0)
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/health/ready') return send(response, 200, { status: 'ready' })
  const actor = await identifier.identify(request.headers.authorization)
  const handler = HANDLERS[request.url!.slice(1) as DocumentName]
  if (!handler || request.method !== 'POST')
    return send(response, 404, { errors: [{ message: 'There is no such page.' }] })
  send(response, 200, { data: await handler(databases, actor, JSON.parse(await bodyOf(request)) as never) })
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (text: string) => {
      body += text
      if (body.length > MOST_BYTES) request.destroy(new Error('The body is too large.'))
    })
    request.on('end', () => resolve(body))
    request.on('error', reject)
  })
}

function send(response: ServerResponse, status: number, answer: object): void {
  const body = Buffer.from(JSON.stringify(answer))
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  response.end(body)
}
