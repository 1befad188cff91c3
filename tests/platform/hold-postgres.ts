/** A process of its own that holds a data folder until it is told or made to end. */
import { startPostgres } from '../../platform/postgres.ts'

const [dataDir = ''] = process.argv.slice(2)
try {
  const postgres = await startPostgres({ dataDir, fsync: false })
  await postgres.announce('http://127.0.0.1:4000')
  process.once('SIGTERM', async () => {
    await postgres.stop()
    process.exit()
  })
  setInterval(() => {}, 60_000)
  console.log(JSON.stringify({ port: postgres.port, reused: postgres.reused }))
} catch (error) {
  console.log(JSON.stringify({ refused: (error as Error).name, message: (error as Error).message }))
}
