import type { Program } from '../../process.ts'
import { nullStream } from '../streams.ts'
import { directoryName } from './path.ts'
import type { Tree } from './tree.ts'

/** Where Debian keeps administration commands; every other command is in /usr/bin. */
const ADMINISTRATION = new Set(
  'arping bridge devlink ethtool genl insmod lsmod modinfo modprobe nft rmmod rtmon sysctl tc tcpdump mausezahn'.split(
    ' ',
  ),
)

export const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

export function commandPath(name: string): string {
  // iproute2 of Debian installs ip in both; /usr/sbin comes first in root's PATH.
  return `${ADMINISTRATION.has(name) || name === 'ip' ? '/usr/sbin' : '/usr/bin'}/${name}`
}

export interface LayoutOptions {
  readonly hostname: string
  readonly commands: ReadonlyMap<string, Program>
  /** Files to begin with, by path. */
  readonly files: Readonly<Record<string, string>>
}

/** Fills a new machine's root directory as Debian's base system has it, as far as labs see. */
export function layOut(tree: Tree, options: LayoutOptions): void {
  for (const path of ['/dev', '/etc', '/home', '/mnt', '/opt', '/proc', '/run', '/srv', '/sys', '/var/log'])
    tree.ensureDirectory(path)
  for (const path of ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/usr/lib'])
    tree.ensureDirectory(path)
  tree.ensureDirectory('/root', 0o700)
  tree.ensureDirectory('/tmp', 0o1777)
  tree.ensureDirectory('/var/tmp', 0o1777)
  for (const name of ['bin', 'sbin', 'lib']) link(tree, `/${name}`, `usr/${name}`)
  device(tree, '/dev/null')
  for (const [path, text] of Object.entries({ '/etc/hostname': `${options.hostname}\n`, ...options.files })) {
    tree.ensureDirectory(directoryName(path))
    tree.attach(path, tree.newFile(text))
  }
  for (const [name, program] of options.commands)
    tree.attach(commandPath(name), { ...tree.newFile('', 0o755), program })
}

function link(tree: Tree, path: string, target: string): void {
  tree.attach(path, { kind: 'symlink', number: tree.newNumber(), mode: 0o777, modified: 0, target })
}

function device(tree: Tree, path: string): void {
  tree.attach(path, {
    kind: 'device',
    number: tree.newNumber(),
    mode: 0o666,
    modified: 0,
    stream: nullStream,
  })
}
