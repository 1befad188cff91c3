/* Loaded before everything else of a process: its clock is CLOCK_AHEAD milliseconds ahead, or behind. */
const ahead = Number(process.env.CLOCK_AHEAD)
const Real = Date

globalThis.Date = new Proxy(Real, {
  construct: (target, given, self) => Reflect.construct(target, given.length > 0 ? given : [Real.now() + ahead], self),
  apply: () => new Real(Real.now() + ahead).toString(),
  get: (target, name) => (name === 'now' ? () => Real.now() + ahead : Reflect.get(target, name)),
})

export {}
