import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why the real tools cannot be asked here, or undefined if they can. */
export function missing(tool: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${tool}`], {
    env: { PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
  })
  return found.status === 0 ? undefined : `${tool} is not installed`
}

/** Why no network namespace can be made here. */
export function noNamespaces(): string | undefined {
  return spawnSync('unshare', ['-n', 'true']).status === 0 ? undefined : 'no right to make network namespaces'
}

export function withFile<T>(bytes: Uint8Array, use: (path: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'macvlan-lab-'))
  try {
    const path = join(directory, 'input.pcap')
    writeFileSync(path, bytes)
    return use(path)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Standard output as a byte string. */
export function output(command: string, args: readonly string[]): string {
  return execFileSync(command, args, {
    encoding: 'latin1',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TZ: 'UTC' },
    maxBuffer: 1 << 28,
  })
}

const recording = (name: string) => new URL(`recorded/${name}.json`, import.meta.url)

export const RECORDING = process.env['RECORD'] === '1'

export function store(name: string, found: unknown): void {
  writeFileSync(recording(name), `${JSON.stringify(found, undefined, 1)}\n`)
}

/** What the real tool said when it was last recorded; RECORD=1 records again. */
export function recorded<T>(name: string, record: () => T): T {
  if (RECORDING) store(name, record())
  return stored(name)
}

export function stored<T>(name: string): T {
  if (!existsSync(recording(name)))
    throw new Error(`no recording ${name}: run the tests with RECORD=1 where the tools are`)
  return JSON.parse(readFileSync(recording(name), 'utf8')) as T
}

/** For `unshare`: a bash script in network, mount and process namespaces of its own, IPv6 off; what it leaves dies with it. */
function unshared(source: string): string[] {
  const prelude = `
mount -t tmpfs none /run
mount -t tmpfs none /root
export TZ=UTC PATH=$PATH:/usr/sbin:/sbin
echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
cd /root
ip() {
  command ip "$@" || return
  [ "$1 $2" != 'netns add' ] || command ip netns exec "$3" sysctl -qw net.ipv6.conf.{all,default}.disable_ipv6=1
}
`
  return ['-nmpf', '--mount-proc', '--kill-child', 'bash', '-c', prelude + source, 'lab']
}

const PATIENCE = { timeout: 100_000, killSignal: 'SIGKILL', encoding: 'latin1' } as const

export function kernel(source: string): { stdout: string; stderr: string; status: number } {
  const { stdout, stderr, status } = spawnSync('unshare', unshared(source), PATIENCE)
  return { stdout, stderr, status: status ?? -1 }
}

/** What scripts print on the kernel, a few of them at a time: most of their time they sleep. */
export async function kernels(scripts: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const waiting = Object.entries(scripts)
  const printed: Record<string, string> = {}
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, source] = next
      printed[name] = await new Promise((resolve) => {
        execFile('unshare', unshared(source), PATIENCE, (_error, stdout) => resolve(stdout))
      })
    }
  }
  await Promise.all([worker(), worker(), worker(), worker()])
  return Object.fromEntries(Object.keys(scripts).map((name) => [name, printed[name]!]))
}

/** Both streams of a command, as byte strings, however it ended. */
export function capture(command: string, args: readonly string[]): { stdout: string; stderr: string } {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'latin1', maxBuffer: 1 << 28 })
  return { stdout, stderr }
}
