import type { House } from './house.ts'
import type { Parted } from './parted.ts'
import type { Stage } from './stage.ts'

/** One Köprü as `npm start` makes it, to which one thing after the other happens. */
export interface Whole {
  house(): House
  stage(): Stage
}

/** The same with each part in a process of its own. */
export interface Parts {
  parted(): Parted
  stage(): Stage
}

/** What only both halves can answer, and what one of them can. */
export const BOTH = '{ customers(first: 1) { nodes { name receivable { outstanding { amount } } } } }'
export const SOLD = '{ customers(first: 1) { nodes { name } } }'
