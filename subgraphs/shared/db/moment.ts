import { customType } from 'drizzle-orm/pg-core'

/** A moment with all six digits that Postgres keeps, as the graph answers it: a `Date` has three of them. */
export const exactMoment = customType<{ data: string; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  fromDriver: (text) => {
    const [, day, time, digits = ''] = PRINTED.exec(text)!
    return `${day}T${time}.${digits.padEnd(6, '0')}Z`
  },
})

/** As Postgres prints it in sessions in UTC, without the noughts at the end. */
const PRINTED = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/
