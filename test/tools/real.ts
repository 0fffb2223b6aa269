import { execFileSync, spawnSync } from 'node:child_process'
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

/** What the real tool said when it was last recorded; RECORD=1 records again. */
export function recorded<T>(name: string, record: () => T): T {
  const path = new URL(`recorded/${name}.json`, import.meta.url)
  if (process.env['RECORD'] === '1') writeFileSync(path, `${JSON.stringify(record(), undefined, 1)}\n`)
  if (!existsSync(path))
    throw new Error(`no recording ${name}: run the tests with RECORD=1 where the tools are`)
  return JSON.parse(readFileSync(path, 'utf8')) as T
}

/** Runs a bash script in network, mount and process namespaces of its own, IPv6 off; what it leaves dies with it. */
export function kernel(source: string): { stdout: string; stderr: string; status: number } {
  const prelude = `
mount -t tmpfs none /run
export TZ=UTC PATH=$PATH:/usr/sbin:/sbin
echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
echo 1 > /proc/sys/net/ipv6/conf/default/disable_ipv6
cd /root
`
  const args = ['-nmpf', '--mount-proc', '--kill-child', 'bash', '-c', prelude + source, 'lab']
  const { stdout, stderr, status } = spawnSync('unshare', args, { encoding: 'latin1', timeout: 100_000 })
  return { stdout, stderr, status: status ?? -1 }
}

/** Both streams of a command, as byte strings, however it ended. */
export function capture(command: string, args: readonly string[]): { stdout: string; stderr: string } {
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'latin1', maxBuffer: 1 << 28 })
  return { stdout, stderr }
}
