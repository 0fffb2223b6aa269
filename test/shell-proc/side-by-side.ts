import { execFileSync } from 'node:child_process'
import { release } from 'node:os'
import { clockOf } from '../../src/shell/lab.ts'
import { runScript } from '../../src/shell/language/run-script.ts'
import { networkCommands } from '../../src/shell/network-commands.ts'
import { kernelTrees } from '../../src/shell/proc/kernel-trees.ts'
import { addMachine, newWorld, type WorldOptions } from '../../src/world/new-world.ts'
import { sendProgram } from './send.ts'

/**
 * A transcript is a bash script, a command a line. Run by the real bash in a network namespace of its own, and by
 * ours in an empty world, each line prints itself, what it said (both streams, as they came) and its status.
 */
function script(transcript: string): string {
  const lines = transcript.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return lines
    .map((line) => `echo '$ ${line.replaceAll("'", `'"'"'`)}'\n{ ${line}\n} 2>&1\necho "[$?]"\n`)
    .join('')
}

const UNSHARE = process.getuid?.() === 0 ? ['-nmu'] : ['-rnmu']
const PREPARE = [
  'mount -t tmpfs none /run',
  'mount -t sysfs none /sys',
  'hostname host',
  'sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1',
].join('\n')

/** Why the real tools cannot be asked; undefined if they can. */
export function whyNoKernel(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux'
  try {
    onKernel('ip link add x type veth')
    const tools = `${release()}, ${execFileSync('bridge', ['-V'], { encoding: 'utf8' }).trim()}`
    return /^6\.18\..*, 6\.1\./.test(tools)
      ? undefined
      : `recorded with Linux 6.18 and iproute2 6.1, here is ${tools}`
  } catch (failure) {
    return `no namespaces, or no tools: ${String(failure)}`
  }
}

export function onKernel(transcript: string): string {
  return execFileSync('unshare', [...UNSHARE, 'bash', '-s'], {
    input: `${PREPARE} || exit 99\n${script(transcript)}`,
    encoding: 'utf8',
    timeout: 120_000,
    stdio: 'pipe',
  })
}

/** The kernel that was recorded has no VLANs. */
export async function inModel(transcript: string, options: WorldOptions = {}): Promise<string> {
  const world = newWorld({ seed: 7, vlans: false, ...options })
  addMachine(world, 'host')
  let said = ''
  const hear = (bytes: string) => {
    said += bytes
  }
  const { status } = await runScript({
    clock: clockOf(world),
    commands: new Map([...networkCommands(world), ['mausezahn', sendProgram(world)]]),
    trees: kernelTrees(world),
    source: script(transcript),
    name: 'bash',
    started: 's',
    place: { machine: 'host', netns: '' },
    onStdout: hear,
    onStderr: hear,
  })
  return status === 0 ? Buffer.from(said, 'latin1').toString() : `${said}(the run ended with ${status})`
}

const MAC = /\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b/g
const FIXED = /^(ff:ff:ff:ff:ff:ff|00:00:00:00:00:00|01:|33:33:|02:00:)/

/** Random MACs get names in order of appearance; bash names the line of a script in its messages. */
export function normalise(text: string): string {
  const names = new Map<string, string>()
  return text
    .replace(MAC, (mac) => {
      if (FIXED.test(mac)) return mac
      if (!names.has(mac)) names.set(mac, `mac-${names.size + 1}`)
      return names.get(mac)!
    })
    .replace(/^bash: line \d+: /gm, 'bash: line N: ')
    .replace(/\bused \d+\/\d+/g, 'used N/N')
    .replace(/"(used|updated)":\d+/g, '"$1":N')
    .replace(/(_timer:?"?:?) *[\d.]+/g, '$1 T')
}
