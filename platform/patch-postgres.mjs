/*
 * postgres.js 3.4.9 ends the whole process when a connection is lost while somebody holds it (its issues 1066,
 * 1154 and 1208; the fixes 1168 and 1209 were not merged): the next statement is written to a socket that is null,
 * from a timer, where nobody can catch it. Whoever held it may even go on talking into the transaction of the next
 * holder; and a request that waited for a connection in vain keeps one for ever once the server is back. It also waits
 * for ever for a server that has gone silent without closing the connection, as when a cable is cut. And what a
 * connection has prepared, it keeps prepared for ever.
 *
 * This runs after `npm install` and corrects that in node_modules: a holder learns that its connection is lost, and
 * every statement it still sends is refused; `answer_timeout` ends a connection on which no statement was answered
 * for so many seconds; and of more than `max_prepared` statements, the one longest unused is closed.
 * tests/shared/connection-loss.test.ts and tests/shared/prepared.test.ts fail without it. It runs on whatever Node npm
 * runs on, so it is plain JavaScript.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

const VERSION = '3.4.9'
const MARK = '/* corrected by platform/patch-postgres.mjs */'

/** File -> pairs of what is there and what shall be. */
const CORRECTIONS = {
  'src/connection.js': [
    [
      '  function execute(q) {\n    if (terminated)',
      `  function execute(q) { ${MARK}
    if (!socket) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }

    if (terminated)`,
    ],
    ['  function write(x, fn) {\n', '  function write(x, fn) {\n    if (!socket)\n      return true\n\n'],
    [
      "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer.cancel()",
      "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n    socket.removeListener('connect', connected)\n    idleTimer.cancel()",
    ],
    [
      "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
      `    if (query || sent.length)
      error(Errors.connection('CONNECTION_CLOSED', options, socket))

    query = errorResponse = null
`,
    ],
    [
      '      , connectTimer = timer(connectTimedOut, options.connect_timeout)\n',
      `      , connectTimer = timer(connectTimedOut, options.connect_timeout)
      , answerTimer = timer(() => socket && socket.destroy(Errors.connection('ANSWER_TIMEOUT', options, socket)), options.answer_timeout)
`,
    ],
    [
      '        : (query = q, query.active = true)\n',
      '        : (query = q, query.active = true, answerTimer.start())\n',
    ],
    [
      '    result = new Result()\n    connectTimer.cancel()\n',
      '    result = new Result()\n    connectTimer.cancel()\n    answerTimer.cancel()\n',
    ],
    [
      '    if (query)\n      return // Consider opening',
      '    if (query)\n      return answerTimer.start() // Consider opening',
    ],
    [
      '    lifeTimer.cancel()\n    connectTimer.cancel()\n',
      '    lifeTimer.cancel()\n    connectTimer.cancel()\n    answerTimer.cancel()\n',
    ],
    ['    , statements = {}\n', '    , statements = {}\n    , unneeded = []\n    , uses = 0\n'],
    ['      statements = {}\n', '      statements = {}\n      unneeded = []\n'],
    ['      ? statements[q.signature]\n', '      ? used(q.signature)\n'],
    ['    query.prepare && (statements[query.signature] = query.statement)\n', '    query.prepare && keep(query)\n'],
    [
      '      return write(toBuffer(q))\n',
      '      return write(unneeded.length ? Buffer.concat([...unneeded.splice(0).map(CloseStatement), toBuffer(q)]) : toBuffer(q))\n',
    ],
    [
      '  function write(x, fn) {\n',
      `  function used(signature) {
    const statement = statements[signature]
    statement.used = ++uses
    return statement
  }

  function keep({ signature, statement }) {
    signature in statements && unneeded.push(statements[signature].name)
    statements[signature] = statement
    statement.used = ++uses
    const kept = options.max_prepared ? Object.keys(statements) : []
    if (kept.length > options.max_prepared) {
      const oldest = kept.reduce((one, other) => statements[other].used < statements[one].used ? other : one)
      unneeded.push(statements[oldest].name)
      delete statements[oldest]
    }
  }

  function write(x, fn) {
`,
    ],
    ['  function CloseComplete() {\n', '  function CloseComplete() {\n    if (!query.cursorFn)\n      return\n\n'],
    [
      '  function StartupMessage() {\n',
      `  function CloseStatement(name) {
    return b().C().str('S').str(name + b.N).end()
  }

  function StartupMessage() {
`,
    ],
    ['      order by b.oid\n    `], [], execute)\n', '      order by b.oid\n    `], [], execute).catch(() => [])\n'],
  ],
  'src/index.js': [
    ['    connect_timeout : 30,\n', '    connect_timeout : 30,\n    answer_timeout  : null,\n'],
    ['    answer_timeout  : null,\n', '    answer_timeout  : null,\n    max_prepared    : null,\n'],
    [
      '    queries.length && connect(c, queries.shift())\n  }\n}\n',
      `    if (queries.length) {
      const query = queries.shift()
      query.reserve && queries.push(query)
      connect(c, query)
    }
  }
}
`,
    ],
    [
      '        const query = { reserve: resolve, reject }\n',
      `        const query = { reserve: resolve, reject: e => (queries.remove(query), reject(e)) } ${MARK}\n`,
    ],
    [
      `    move(c, reserved)
    c.reserved = () => queue.length`,
      `    let lost = null
    c.onclose = e => {
      lost = e
      while (queue.length)
        queue.shift().reject(e)
    }

    move(c, reserved)
    c.reserved = () => queue.length`,
    ],
    [
      '    sql.release = () => {\n      c.reserved = null\n      onopen(c)\n    }',
      `    sql.release = () => {
      if (lost)
        return

      lost = true
      c.onclose = null
      c.reserved = null
      onopen(c)
    }`,
    ],
    [
      '    function handler(q) {\n      c.queue === full\n        ? queue.push(q)',
      `    function handler(q) {
      if (lost)
        return q.reject(lost === true ? Errors.connection('CONNECTION_ENDED', options) : lost)

      c.queue === full
        ? queue.push(q)`,
    ],
    [
      '      , connection\n      , prepare = null\n',
      '      , connection\n      , lost = null\n      , prepare = null\n',
    ],
    [
      '        new Promise((_, reject) => connection.onclose = reject)',
      `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })`,
    ],
    [
      '        q.catch(e => uncaughtError || (uncaughtError = e))\n',
      '        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (lost)\n          return q.reject(lost)\n\n',
    ],
  ],
}

const home = new URL('../node_modules/postgres/', import.meta.url)

if (existsSync(home)) {
  const { version } = JSON.parse(readFileSync(new URL('package.json', home), 'utf8'))
  if (version !== VERSION) {
    throw new Error(`postgres is ${version} now: see whether platform/patch-postgres.mjs is still needed, and fits.`)
  }
  for (const [file, corrections] of Object.entries(CORRECTIONS)) correct(new URL(file, home), corrections)
}

/** Each correction by itself, so that those made by an earlier version of this file stay. */
function correct(file, corrections) {
  const found = readFileSync(file, 'utf8')
  const corrected = corrections.reduce((text, [before, after]) => {
    if (text.includes(after)) return text
    if (text.split(before).length !== 2) throw new Error(`${file.pathname} is not what it was: ${before}`)
    return text.replace(before, () => after)
  }, found)
  if (corrected === found) return
  // Moved there whole: other processes may be reading it, other installs may share the file.
  writeFileSync(new URL('.corrected', `${file}`), corrected)
  renameSync(new URL('.corrected', `${file}`), file)
}
