import { Gauge } from 'prom-client'
import { registry } from './metrics.ts'

let asked: number | null = null

/** Takes down when the question was asked whose answer says what is true of tokens. */
export function learned(at: number): void {
  asked = at
}

new Gauge({
  name: 'kopru_auth_state_age_seconds',
  help: 'How old what this process knows of revoked tokens and signing keys is; more than a few seconds mean that revocations do not arrive.',
  aggregator: 'max',
  registers: [registry],
  collect() {
    if (asked !== null) this.set((Date.now() - asked) / 1000)
  },
})
