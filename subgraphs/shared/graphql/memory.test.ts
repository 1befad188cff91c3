import { describe, expect, it } from 'vitest'
import { Memory, OperationMemory } from './memory.ts'

describe('memory', () => {
  const recalling = (memory: Memory<number>) => {
    const made: string[] = []
    const recall = (text: string) => memory.recall(text, () => made.push(text.slice(0, 1)))
    return { made, recall }
  }

  it('forgets what was longest unused, and never keeps a long text', () => {
    const memory = new Memory<number>(250)
    const { made, recall } = recalling(memory)
    for (const text of ['a', 'b', 'a', 'c', 'a', 'b', 'x'.repeat(20_000), 'x'.repeat(20_000)]) recall(text)
    expect(made).toEqual(['a', 'b', 'c', 'b', 'x', 'x'])
    expect(memory.size).toBe(2)
  })

  it('is bounded by the length of all texts together: few long ones take the room of many short ones', () => {
    const memory = new Memory<number>(10_000)
    const { recall } = recalling(memory)
    for (let n = 0; n < 1_000; n += 1) recall(`${n}`)
    expect(memory.size).toBe(97)
    recall('y'.repeat(9_000))
    expect(memory.size).toBe(9)
    for (const letter of 'abcdef') recall(letter.repeat(4_000))
    expect(memory.size).toBe(2)
  })
})

describe('the memory of operations', () => {
  it('tells a name and a text from a text that looks like both', () => {
    const memory = new OperationMemory<string>()
    const texts = ['{ a }', 'Q { a }', '["Q","{ a }"]']
    for (const query of texts) memory.recall({ query }, () => query)
    expect(memory.recall({ query: '{ a }', operationName: 'Q' }, () => 'Q of it')).toBe('Q of it')
    expect(memory.recall({ query: '{ a }', operationName: '' }, () => 'that of no name')).toBe('that of no name')
    expect(texts.map((query) => memory.recall({ query, operationName: null }, () => 'forgotten'))).toEqual(texts)
  })
})
