import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
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
  readonly valid: boolean
  readonly firstBrokenSequence: number | null
}

export const ledgerLoaders = (snapshot: Snapshot) => ({
  /** Once per request, however often it is asked for: it reads all there is. */
  verification: lazily(() => verification(snapshot)),
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

function lazily<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | null = null
  return () => {
    found ??= find()
    return found
  }
}

const STRETCH = 20_000

/** Stretch by stretch up to the first broken place: no statement outlasts its time, however long the chain is. */
async function verification(snapshot: Snapshot): Promise<Verification> {
  const { entries, gapless } = (await snapshot.read(countLedger))[0]!
  let sealed = 0
  for (;;) {
    const { checked, firstBroken } = (await snapshot.read(verifySeals, { after: sealed, most: STRETCH }))[0]!
    if (firstBroken !== null) return { entries, valid: false, firstBrokenSequence: firstBroken }
    sealed += checked
    if (checked < STRETCH) return { entries, valid: gapless && sealed === entries, firstBrokenSequence: null }
  }
}
