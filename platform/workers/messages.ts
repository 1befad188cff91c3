/** What a worker tells the primary. */
export type Report =
  | { readonly kopru: 'listening'; readonly url: string }
  | { readonly kopru: 'says'; readonly line: string }
  | { readonly kopru: 'loads'; readonly what: string; readonly done: number; readonly total: number }
  | { readonly kopru: 'prepared'; readonly greeting: string }
  | { readonly kopru: 'ready' }
  | { readonly kopru: 'failed'; readonly sentence: string }

/** What the primary tells a worker: that what was promised can be asked for now, or that it is to go. */
export type Order = { readonly kopru: 'open' } | { readonly kopru: 'stop' }

/** Libraries that share something between workers send messages of their own. */
export const isOurs = <Message extends Report | Order>(message: unknown): message is Message =>
  typeof message === 'object' && message !== null && 'kopru' in message

/** From a worker: resolves when it is sent, or can no longer be. */
export const report = (message: Report): Promise<void> =>
  new Promise((resolve) => {
    if (process.connected) process.send!(message, undefined, {}, () => resolve())
    else resolve()
  })

/** What a worker is started with. */
export interface Post {
  /** From 1 up; whoever takes a worker's place has its number. */
  readonly number: number
  /** Whether the others serve already: then there is nothing to prepare, and nothing to wait for. */
  readonly joining: boolean
}
