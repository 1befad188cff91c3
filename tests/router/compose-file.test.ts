import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const composeFile = read('docker-compose.yml')

describe('docker-compose.yml', () => {
  it('holds no secret and starts without none: each must be given', () => {
    const secrets = [...composeFile.matchAll(/\$\{(\w*(?:PASSWORD|SECRET)\w*)(.*?)\}/g)]
    expect(new Set(secrets.map(([, name]) => name))).toEqual(
      new Set(['POSTGRES_PASSWORD', 'OWNER_PASSWORD', 'APP_PASSWORD', 'ROUTER_SECRET']),
    )
    expect(secrets.filter(([, , rest]) => rest !== ':?')).toEqual([])
    expect(composeFile).not.toMatch(/(PASSWORD|SECRET): (?!\$\{)/)
  })

  it('pins the images that are not ours', () => {
    const images = [...composeFile.matchAll(/image: (\S+)/g)].map(([, image]) => image)
    expect(images).toEqual([
      'kopru',
      'postgres:18',
      expect.stringMatching(/^ghcr\.io\/apollographql\/router:v2\.\d+\.\d+$/),
    ])
  })

  it('opens one port, on this machine only', () => {
    expect(composeFile.match(/ports:\n((?: +- .*\n)+)/g)).toEqual([expect.stringMatching(/- "127\.0\.0\.1:/)])
  })

  it('lets identity keep its signing keys, in containers that can write nowhere else', () => {
    expect(composeFile).toContain('read_only: true')
    const services = Object.fromEntries(composeFile.split(/^ {2}(?=\w+:$)/m).map((part) => [part.split(':')[0], part]))
    expect(services.identity).toMatch(/volumes:\n +- keys:\/kopru\/data\n/)
    const volumes = composeFile.slice(composeFile.search(/^volumes:$/m))
    expect(volumes).toMatch(/^ {2}keys:$/m)
    // An empty volume belongs to whomever the folder of the image belongs to.
    expect(read('Dockerfile')).toMatch(/^RUN install -d -o node -g node .*data$/m)
  })

  it('runs the Node that Köprü runs on', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: { node: string } }
    expect(read('Dockerfile').match(/^FROM node:\d+/gm)).toEqual(
      Array(2).fill(`FROM node:${dependencies.node.split('.')[0]}`),
    )
  })
})
