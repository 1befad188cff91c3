import { describe, vi } from 'vitest'
import { depth } from './depth.ts'
import { documents } from './documents.ts'
import { doors } from './doors.ts'
import { graphiql } from './graphiql.ts'
import { http } from './http.ts'
import { impostors } from './impostors.ts'
import { inputs } from './inputs.ts'
import { literals } from './literals.ts'
import { massAssignment } from './mass-assignment.ts'
import { page } from './page.ts'
import { range } from './range.ts'
import { slowClients } from './slow-clients.ts'
import { sqlInjection } from './sql-injection.ts'
import { tenancy } from './tenancy.ts'
import { tokens } from './tokens.ts'
import { numbersAndDates, unicode } from './values.ts'

// Most of them are hundreds of requests.
vi.setConfig({ testTimeout: 300_000 })

const field = range()
const slow = slowClients(field)

describe('slow clients', slow.come)
describe('documents', () => documents(field))
describe('depth', () => depth(field))
describe('inputs', () => inputs(field))
describe('tokens', () => tokens(field))
describe('impostors', () => impostors(field))
describe('http', () => http(field))
describe('doors', () => doors(field))
describe('tenancy', () => tenancy(field))
describe('literals', () => literals(field))
describe('SQL', () => sqlInjection(field))
describe('numbers and days', () => numbersAndDates(field))
describe('texts', () => unicode(field))
describe('mass assignment', () => massAssignment(field))
describe('page', () => page(field))
describe('page in a browser', () => graphiql(field))
describe('slow clients', slow.leave)
describe('all that', () => field.reckoning(1_000))
