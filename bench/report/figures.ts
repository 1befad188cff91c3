/** Numbers as the report writes them. */
export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
export const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(0)} MB`
export const perSecond = (value: number): string => value.toFixed(value < 100 ? 1 : 0)
export const times = (value: number): string => `${value.toFixed(2)} ×`
export const percent = (share: number): string => `${share < 0 ? '−' : ''}${Math.abs(share * 100).toFixed(1)} %`
