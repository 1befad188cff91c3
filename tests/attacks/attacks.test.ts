import { describe, vi } from 'vitest'
import { depth } from './depth.ts'
import { documents } from './documents.ts'
import { doors } from './doors.ts'
import { http } from './http.ts'
import { inputs } from './inputs.ts'
import { massAssignment } from './mass-assignment.ts'
import { page } from './page.ts'
import { range } from './range.ts'
import { sqlInjection } from './sql-injection.ts'
import { tenancy } from './tenancy.ts'
import { tokens } from './tokens.ts'
import { numbersAndDates, unicode } from './values.ts'

// Most of them are hundreds of requests.
vi.setConfig({ testTimeout: 300_000 })

const field = range()

describe('documents', () => documents(field))
describe('depth', () => depth(field))
describe('inputs', () => inputs(field))
describe('tokens', () => tokens(field))
describe('http', () => http(field))
describe('doors', () => doors(field))
describe('page', () => page(field))
describe('tenancy', () => tenancy(field))
describe('SQL', () => sqlInjection(field))
describe('numbers and days', () => numbersAndDates(field))
describe('texts', () => unicode(field))
describe('mass assignment', () => massAssignment(field))
describe('all that', () => field.reckoning(1_000))
