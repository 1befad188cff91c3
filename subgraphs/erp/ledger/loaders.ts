import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { BadInput } from '../../shared/graphql/errors.ts'
import {
  accountsById,
  countLedger,
  entriesById,
  journalsById,
  linesByEntry,
  sealsByEntry,
  verifySeals,
} from './queries.ts'

/** What checking the books found. */
export interface Verification {
  readonly entries: number
  readonly checked: number
  readonly valid: boolean
  readonly firstBrokenSequence: number | null
}

export const ledgerLoaders = (snapshot: Snapshot) => ({
  verification: onceOnly((after, first) => verification(snapshot, after, first)),
  account: byKey(
    (ids) => snapshot.read(accountsById, { ids }),
    ({ id }) => id,
  ),
  journal: byKey(
    (ids) => snapshot.read(journalsById, { ids }),
    ({ id }) => id,
  ),
  journalEntry: byKey(
    (ids) => snapshot.read(entriesById, { ids }),
    ({ id }) => id,
  ),
  journalLines: groupedBy(
    (ids) => snapshot.read(linesByEntry, { ids }),
    ({ entryId }) => entryId,
  ),
  journalSeal: byKey(
    (ids) => snapshot.read(sealsByEntry, { ids }),
    ({ entryId }) => entryId,
  ),
})

type Verify = (after: number, first: number) => Promise<Verification>

/** One range in a request, however often it is asked for: it may read all there is. */
function onceOnly(verify: Verify): Verify {
  let found: { range: string; verification: Promise<Verification> } | null = null
  return async (after, first) => {
    if (after < 0 || first < 1) throw new BadInput('`after` is zero or more, `first` one or more.')
    const range = `${after} ${first}`
    found ??= { range, verification: verify(after, first) }
    if (found.range !== range) throw new BadInput('One request verifies one part of the ledger.')
    return found.verification
  }
}

const STRETCH = 20_000

/** Stretch by stretch up to the first broken place: no statement outlasts its time, however long the chain is. */
async function verification(snapshot: Snapshot, after: number, first: number): Promise<Verification> {
  const { entries, gapless } = (await snapshot.read(countLedger))[0]!
  for (let checked = 0; ; ) {
    const most = Math.min(STRETCH, first - checked)
    const found = (await snapshot.read(verifySeals, { after: after + checked, most }))[0]!
    checked += found.checked
    const whole = found.checked < most
    if (found.firstBroken !== null) return { entries, checked, valid: false, firstBrokenSequence: found.firstBroken }
    if (whole || checked === first) {
      const valid = !whole || (gapless && after + checked === entries)
      return { entries, checked, valid, firstBrokenSequence: null }
    }
  }
}
