/** Ends what is under way when somebody asks for it, so that it can clear up behind itself; a second time, at once. */
export function untilInterrupted(): AbortSignal {
  const interruption = new AbortController()
  const stop = () => {
    if (interruption.signal.aborted) process.exit(1)
    interruption.abort(new Error('Stopped, as you asked.'))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return interruption.signal
}

/** Does things side by side; when one fails the others are told, and awaited, before the failure is. */
export async function together<T>(
  signal: AbortSignal | undefined,
  tasks: readonly ((signal: AbortSignal) => Promise<T>)[],
): Promise<T[]> {
  const failing = new AbortController()
  const either = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal
  let first: unknown
  const settled = await Promise.allSettled(
    tasks.map(async (task) => {
      try {
        return await task(either)
      } catch (error) {
        if (!failing.signal.aborted) first = error
        failing.abort(error)
        throw error
      }
    }),
  )
  if (failing.signal.aborted) throw signal?.aborted ? signal.reason : first
  return settled.map((each) => (each as PromiseFulfilledResult<T>).value)
}

/** A transaction whose failure is told as it was, whatever becomes of the connection meanwhile. */
export async function told<T>(begin: (keep: <U>(task: () => Promise<U>) => Promise<U>) => Promise<T>): Promise<T> {
  let failure: { error: unknown } | undefined
  const keep = async <U>(task: () => Promise<U>): Promise<U> => {
    try {
      return await task()
    } catch (error) {
      failure = { error }
      throw error
    }
  }
  return begin(keep).catch((error) => {
    throw failure ? failure.error : error
  })
}
