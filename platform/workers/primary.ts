import cluster from 'node:cluster'
import { once } from 'node:events'
import { gatherMetrics } from '../../subgraphs/shared/telemetry/gather.ts'
import { databases } from '../databases.ts'
import { showLoading } from '../progress.ts'
import type { ServeOptions } from '../serve.ts'
import { Crew } from './crew.ts'
import { keepBucket } from './one-bucket.ts'

/**
 * Serves the graph by worker processes on one port; resolves with the greeting when all of them are ready.
 * This process only starts them, replaces those that end, and stops them: it never loads the graph.
 */
export async function serveByWorkers({ config, storage, log, openings, say }: ServeOptions): Promise<string> {
  const environment = {
    ...Object.fromEntries(databases.map((name) => [`DATABASE_URL_${name.toUpperCase()}`, storage.urls[name]])),
    // What only migrations and backups need is nothing for those who answer strangers.
    ...Object.fromEntries(databases.map((name) => [`MIGRATION_URL_${name.toUpperCase()}`, ''])),
    ...Object.fromEntries(databases.map((name) => [`BACKUP_URL_${name.toUpperCase()}`, ''])),
    KOPRU_DEMO: config.demo ? 'on' : 'off',
    WORKERS: String(config.workers),
  }
  gatherMetrics()
  keepBucket(config.bucket)
  const crew = new Crew({ size: config.workers, environment, log })
  await openings.add(async () => crew)
  const loading = await showLoading(openings, say)
  return crew.work({ say, loading, announce: (url) => storage.announce(url) })
}

/** Ends all workers at once, in the middle of whatever they do; resolves when they are gone. */
export async function killWorkers(): Promise<void> {
  const alive = Object.values(cluster.workers ?? {}).filter((worker) => worker && !worker.isDead())
  await Promise.all(
    alive.map(async (worker) => {
      const gone = once(worker!, 'exit')
      worker!.process.kill('SIGKILL')
      await gone
    }),
  )
}
