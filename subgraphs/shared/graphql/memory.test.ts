import { describe, expect, it } from 'vitest'
import { Memory, NOT_KEPT, OperationMemory, Room } from './memory.ts'

describe('memory', () => {
  const recalling = (bytesOf: (text: string) => number, room: Room) => {
    const made: string[] = []
    const memory = new Memory(bytesOf, room)
    const recall = (text: string, owner = 'a') =>
      memory.recall(text, owner, () => {
        made.push(text)
        return text
      })
    return { memory, made, recall }
  }

  it('forgets what was longest unused when there is no room for more', () => {
    const { memory, made, recall } = recalling(() => 10, new Room(200))
    const many = Array.from({ length: 18 }, (_, n) => `${n}`)
    for (const text of ['a', 'b', ...many, 'a', 'c', 'a', 'b']) recall(text)
    expect(made).toEqual(['a', 'b', ...many, 'c', 'b'])
    expect(memory.size).toBe(20)
  })

  it('is bounded by what is kept and not by how many: few large ones take the room of many small ones', () => {
    const room = new Room(16_000)
    const { memory, recall } = recalling((text) => Number(text.split(' ')[0]), room)
    for (let n = 0; n < 1_000; n += 1) recall(`100 ${n}`)
    expect([memory.size, room.held]).toEqual([160, 16_000])
    for (let n = 0; n < 16; n += 1) recall(`1000 ${n}`)
    expect([memory.size, room.held]).toEqual([16, 16_000])
  })

  it('does not keep what would take the room of too much else, nor what is not to be kept', () => {
    const room = new Room(160)
    const { memory, made, recall } = recalling((text) => (text === 'refused' ? NOT_KEPT : text.length), room)
    for (const text of ['refused', 'x'.repeat(11), 'x'.repeat(10)]) for (const _ of [1, 2]) recall(text)
    expect(made).toEqual(['refused', 'refused', 'x'.repeat(11), 'x'.repeat(11), 'x'.repeat(10)])
    expect([memory.size, room.held]).toEqual([1, 10])
  })

  it('shares its room with others', () => {
    const room = new Room(160)
    const [one, other] = [recalling(() => 10, room), recalling(() => 10, room)]
    for (let n = 0; n < 16; n += 1) one.recall(`${n}`)
    for (let n = 0; n < 6; n += 1) other.recall(`${n}`)
    expect([one.memory.size, other.memory.size, room.held]).toEqual([10, 6, 160])
  })

  it('makes room at the cost of whoever holds most', () => {
    const { made, recall } = recalling(() => 10, new Room(320))
    for (let n = 0; n < 10; n += 1) recall(`few ${n}`, 'few')
    for (let n = 0; n < 100; n += 1) recall(`many ${n}`, 'many')
    made.length = 0
    for (let n = 0; n < 10; n += 1) recall(`few ${n}`, 'few')
    expect(made).toEqual([])
    for (let n = 78; n < 100; n += 1) recall(`many ${n}`, 'many')
    expect(made).toEqual([])
    recall('many 77', 'many')
    expect(made).toEqual(['many 77'])
  })

  it('keeps with whoever brought it what others use', () => {
    const { made, recall } = recalling(() => 10, new Room(160))
    recall('shared', 'few')
    for (let n = 0; n < 100; n += 1) {
      recall('shared', 'many')
      recall(`many ${n}`, 'many')
    }
    expect(made.filter((text) => text === 'shared')).toEqual(['shared'])
  })
})

describe('the memory of operations', () => {
  it('tells a name and a text from a text that looks like both', () => {
    const memory = new OperationMemory<string>(() => 1)
    const recall = (query: string, operationName: string | null, made: string) =>
      memory.recall({ query, operationName }, 'a', () => made)
    const texts = ['{ a }', 'Q { a }', '["Q","{ a }"]']
    for (const query of texts) recall(query, null, query)
    expect(recall('{ a }', 'Q', 'Q of it')).toBe('Q of it')
    expect(recall('{ a }', '', 'that of no name')).toBe('that of no name')
    expect(texts.map((query) => recall(query, null, 'forgotten'))).toEqual(texts)
  })
})
