interface Opened {
  close(): unknown
}

/** What a process opens one after the other, to be closed the other way round. */
export class Openings {
  readonly #openings: Promise<Opened>[] = []
  readonly #closed = new AbortController()
  #closing: Promise<void> | undefined

  /** Rejects when it is closing time already. */
  async add<T extends Opened>(open: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new Error('It is being closed.')
    const opening = open()
    this.#openings.push(opening)
    return opening
  }

  get closing(): boolean {
    return this.#closing !== undefined
  }

  /** Tells what is opening, and could go on with that for long, that nobody waits for it. */
  get signal(): AbortSignal {
    return this.#closed.signal
  }

  /** Waits for what is still opening, so that nothing stays open behind us. */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll()
    return this.#closing
  }

  async #closeAll(): Promise<void> {
    this.#closed.abort(new Error('It is being closed.'))
    for (const opening of this.#openings.toReversed()) {
      const opened = await opening.catch(() => null)
      await opened?.close()
    }
  }
}
