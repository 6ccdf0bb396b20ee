// Answers SPARQL with Comunica: a query as a JSON string a line in, its SPARQL 1.1 JSON results a line out.
// node comunica.mjs FOLDER_OF_NODE_MODULES FILE.ttl
import fs from 'node:fs'
import { createRequire } from 'node:module'
import readline from 'node:readline'

// SPARQL orders strings by code point (SPARQL 1.1, 17.3.1); Comunica 5.4 orders them by the collation of the locale.
String.prototype.localeCompare = function (other) {
  const [here, there] = [this.valueOf(), other]
  return here < there ? -1 : Number(here > there)
}

const [modules, file] = process.argv.slice(2)
const load = createRequire(modules + '/')
const { Parser, Store } = load('n3')
const { QueryEngine } = load('@comunica/query-sparql-rdfjs')

const store = new Store(new Parser().parse(fs.readFileSync(file, 'utf8')))
const engine = new QueryEngine()

async function answer(query) {
  try {
    const result = await engine.query(query, { sources: [store] })
    const { data } = await engine.resultToString(result, 'application/sparql-results+json')
    let text = ''
    for await (const part of data) text += part
    return JSON.parse(text)
  } catch (error) {
    return { error: String(error) }
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))))
}
