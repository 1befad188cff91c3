/** A number that depends on the variables of a request at most; what does not is worked out in advance. */
export type Amount = number | ((variables: Variables) => number)

export type Variables = Readonly<Record<string, unknown>>

export const amountOf = (amount: Amount, variables: Variables): number =>
  typeof amount === 'number' ? amount : amount(variables)

export function sum(amounts: readonly Amount[]): Amount {
  const { known, open } = apart(amounts)
  const fixed = known.reduce((total, amount) => total + amount, 0)
  if (open.length === 0) return fixed
  return (variables) => open.reduce((total, amount) => total + amount(variables), fixed)
}

export function most(amounts: readonly Amount[]): Amount {
  const { known, open } = apart(amounts)
  const fixed = known.reduce((highest, amount) => Math.max(highest, amount), 0)
  if (open.length === 0) return fixed
  return (variables) => open.reduce((highest, amount) => Math.max(highest, amount(variables)), fixed)
}

export function product(one: Amount, other: Amount): Amount {
  if (typeof one === 'number' && typeof other === 'number') return one * other
  if (one === 0 || other === 0) return 0
  return (variables) => amountOf(one, variables) * amountOf(other, variables)
}

function apart(amounts: readonly Amount[]) {
  const known: number[] = []
  const open: Exclude<Amount, number>[] = []
  for (const amount of amounts) {
    if (typeof amount === 'number') known.push(amount)
    else open.push(amount)
  }
  return { known, open }
}
