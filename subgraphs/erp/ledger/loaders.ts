import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { accountsById, entriesById, journalsById, ledgerVerification, linesByEntry, sealsByEntry } from './queries.ts'

export const ledgerLoaders = (snapshot: Snapshot) => ({
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
  /** Once per request, however often it is asked for: it reads all there is. */
  ledgerVerification: byKey(
    () => snapshot.read(ledgerVerification),
    () => THE_LEDGER,
  ),
})

export const THE_LEDGER = 'ledger'
