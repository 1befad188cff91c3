interface Entry {
  requests: number
  readonly statuses: Map<number, number>
  worst: number
}

/** The account of what was sent, kind by kind. */
export class Ledger {
  readonly #entries = new Map<string, Entry>()

  get requests(): number {
    return [...this.#entries.values()].reduce((sum, { requests }) => sum + requests, 0)
  }

  statuses(): number[] {
    return [...this.#entries.values()].flatMap(({ statuses }) => [...statuses.keys()])
  }

  enter(kind: string, status: number): void {
    const entry = this.#entry(kind)
    entry.requests += 1
    entry.statuses.set(status, (entry.statuses.get(status) ?? 0) + 1)
  }

  /** The least that a refused request was seen to cost: the most of these is told. */
  cost(kind: string, milliseconds: number): void {
    const entry = this.#entry(kind)
    entry.worst = Math.max(entry.worst, milliseconds)
  }

  /** For people: a line for each kind, by its number. */
  table(): string {
    const rows = [...this.#entries]
      .sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)))
      .map(([kind, { requests, statuses, worst }]) => {
        const told = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${count} x ${status}`)
        const cpu = worst > 0 ? `${worst.toFixed(1)} ms` : ''
        return [kind.padEnd(5), String(requests).padStart(8), cpu.padStart(11), `  ${told.join(', ')}`].join('')
      })
    const title = 'class requests  worst CPU  statuses'
    return ['', title, ...rows, `all  ${String(this.requests).padStart(8)}`].join('\n')
  }

  #entry(kind: string): Entry {
    const entry = this.#entries.get(kind) ?? { requests: 0, statuses: new Map(), worst: 0 }
    this.#entries.set(kind, entry)
    return entry
  }
}
