import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'

/** The sampler that OTEL_TRACES_SAMPLER and its argument name; the SDK itself does not read them. */
export function samplerOf({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: NodeJS.ProcessEnv): Sampler {
  const name = OTEL_TRACES_SAMPLER?.trim() || 'parentbased_always_on'
  const root = roots[name.replace('parentbased_', '')]
  if (!root) throw new Error(`OTEL_TRACES_SAMPLER must be one of ${NAMES}, not "${name}".`)
  const sampler = root(ratioOf(OTEL_TRACES_SAMPLER_ARG))
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root: sampler }) : sampler
}

const roots: Record<string, (ratio: number) => Sampler> = {
  always_on: () => new AlwaysOnSampler(),
  always_off: () => new AlwaysOffSampler(),
  traceidratio: (ratio) => new TraceIdRatioBasedSampler(ratio),
}

const NAMES = Object.keys(roots)
  .flatMap((name) => [name, `parentbased_${name}`])
  .join(', ')

function ratioOf(given: string | undefined): number {
  const ratio = Number(given?.trim() || 1)
  if (!(ratio >= 0 && ratio <= 1)) throw new Error(`OTEL_TRACES_SAMPLER_ARG must be from 0 to 1, not "${given}".`)
  return ratio
}
