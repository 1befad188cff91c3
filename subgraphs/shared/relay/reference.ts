/** Another subgraph's entity: nothing is known of it here but its public id. */
export interface Reference {
  readonly __typename?: string
  readonly id: string
}
