import { byKey, groupedBy } from '../../shared/db/loader.ts'
import type { Snapshot } from '../../shared/db/snapshot.ts'
import { pipelinesById, stagesById, stagesByPipeline } from './queries.ts'

export const pipelineLoaders = (snapshot: Snapshot) => ({
  pipeline: byKey(
    (ids) => snapshot.read(pipelinesById, { ids }),
    ({ id }) => id,
  ),
  stage: byKey(
    (ids) => snapshot.read(stagesById, { ids }),
    ({ id }) => id,
  ),
  stagesByPipeline: groupedBy(
    (ids) => snapshot.read(stagesByPipeline, { ids }),
    ({ pipelineId }) => pipelineId,
  ),
})
