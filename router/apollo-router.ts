import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../platform/config.ts'

const ABSENT =
  'There is no Apollo Router 2.x here: get the binary for this machine from ' +
  'https://github.com/apollographql/router/releases, then put `router` on the PATH or its place in APOLLO_ROUTER_BIN.'

/** The Apollo Router binary that the environment names or the PATH finds; refuses any other program of that name. */
export function apolloRouter(environment: NodeJS.ProcessEnv): string {
  const binary = environment.APOLLO_ROUTER_BIN?.trim() || 'router'
  const answer = (option: string) =>
    spawnSync(binary, [option], { env: environment, encoding: 'utf8', timeout: 10_000 })
  // It answers with the bare number, as other programs might: only its help says whose it is.
  const isOfVersion2 = /^v?2\.\d+\.\d+/.test(answer('--version').stdout?.trim() ?? '')
  if (!isOfVersion2 || !answer('--help').stdout?.includes('Apollo federation router')) throw new Error(ABSENT)
  return binary
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

async function main(): Promise<void> {
  const { env } = process
  const options = ['--config', file('apollo-router.yaml'), '--supergraph', file('../schema/supergraph.graphql')]
  const binary = apolloRouter(env)
  // Listening before there is anything to stop: a stop that comes at once must not leave the router behind.
  let router: ChildProcess | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => router?.kill(signal))
  const started = spawn(binary, options, {
    stdio: 'inherit',
    env: {
      APOLLO_TELEMETRY_DISABLED: 'true',
      ROUTER_LISTEN: `${env.HOST?.trim() || '127.0.0.1'}:${env.PORT?.trim() || '4000'}`,
      ...env,
    },
  })
  router = started
  process.exitCode = await new Promise<number>((resolve, reject) => {
    started.on('error', reject)
    started.on('exit', (code, signal) => resolve(code ?? (signal ? 0 : 1)))
  })
}

if (import.meta.main) await runCommand(main)
