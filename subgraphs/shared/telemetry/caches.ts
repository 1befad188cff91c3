import { Counter, Gauge } from 'prom-client'
import { registry } from './metrics.ts'

/** A bounded memory of what was made for a text. */
interface Cache {
  readonly size: number
  readonly hits: number
  readonly misses: number
}

const caches: { name: string; cache: WeakRef<Cache> }[] = []

/** Shows a cache in the metrics; those of one name (each subgraph's) are added up. */
export function watchCache<T extends Cache>(name: string, cache: T): T {
  caches.push({ name, cache: new WeakRef(cache) })
  return cache
}

/** The sum over all caches of a name that are still in use. */
function each(property: keyof Cache): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { name, cache } of caches) sums.set(name, (sums.get(name) ?? 0) + (cache.deref()?.[property] ?? 0))
  return sums
}

new Gauge({
  name: 'kopru_cache_entries',
  help: 'What is remembered for the text of an operation, by cache.',
  labelNames: ['cache'],
  registers: [registry],
  collect() {
    for (const [cache, size] of each('size')) this.set({ cache }, size)
  },
})

new Counter({
  name: 'kopru_cache_hits_total',
  help: 'Look-ups that found what they looked for, by cache.',
  labelNames: ['cache'],
  registers: [registry],
  collect() {
    this.reset()
    for (const [cache, hits] of each('hits')) this.inc({ cache }, hits)
  },
})

new Counter({
  name: 'kopru_cache_misses_total',
  help: 'Look-ups after which something had to be made, by cache.',
  labelNames: ['cache'],
  registers: [registry],
  collect() {
    this.reset()
    for (const [cache, misses] of each('misses')) this.inc({ cache }, misses)
  },
})
