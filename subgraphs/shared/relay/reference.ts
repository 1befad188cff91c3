/** Another subgraph's entity: nothing is known of it here but its public id. */
export interface Reference {
  readonly __typename?: string
  readonly id: string
}

/** An id of another type, or none at all, finds nothing: as if it did not exist. */
export const known = <Value, Found>(value: Value | null, find: (value: Value) => Found): Found | null =>
  value === null ? null : find(value)

/** What the router refers to an entity by: its id, or the same as `Query.node` hands it over. */
export const referredId = (reference: { readonly id: string } | { readonly nodeId: string }): string =>
  'id' in reference ? reference.id : reference.nodeId
