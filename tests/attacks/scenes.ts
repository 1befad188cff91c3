import { openTestGraph, type TestGraph } from '../support/graph.ts'
import { furnish, type Scene } from '../support/scene.ts'

/** The whole graph, and an organisation for each word, with something of everything and the word in all its texts. */
export interface Scenes {
  readonly world: TestGraph
  readonly scenes: readonly Scene[]
}

export async function openScenes(...words: string[]): Promise<Scenes> {
  const world = await openTestGraph()
  const scenes: Scene[] = []
  for (const word of words) scenes.push(await furnish(world, word))
  return { world, scenes }
}
