import type { Output } from '../process.ts'
import { resolvePath } from '../system/files/path.ts'
import { writeAll } from '../system/streams.ts'
import { readBlock, reasonOf, type ToolSyntax, tool } from '../system/tool.ts'

const SYNTAX: ToolSyntax = {
  name: 'tee',
  short: 'aip',
  long: { append: 'a', 'ignore-interrupts': 'i', 'output-error': 'p' },
}

export const tee = tool(SYNTAX, function* (process, { options, operands }) {
  const outputs: Output[] = [process.stdout]
  let status = 0
  for (const name of operands) {
    try {
      const path = resolvePath(process.cwd, name)
      const number = /^\/dev\/(?:fd\/(\d+)|stderr)$/.exec(name)
      const stream = number
        ? number[1]
          ? process.descriptors.get(Number(number[1]))
          : process.stderr
        : undefined
      if (stream && 'write' in stream) outputs.push(stream)
      else
        outputs.push(process.system.files.open(path, process.place, options.has('a') ? 'append' : 'truncate'))
    } catch (error) {
      yield* writeAll(process.stderr, `tee: ${name}: ${reasonOf(error)}\n`)
      status = 1
    }
  }
  for (
    let block = yield* readBlock(process.stdin);
    block !== undefined;
    block = yield* readBlock(process.stdin)
  )
    for (const output of outputs) yield* writeAll(output, block)
  return status
})
