/** What a booted kernel finds: this machine's own tools with their libraries, the kernel's modules, and a lab. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { DebianKernel } from './debian.ts'

/** Everything that a scenario, the harness or the guest's first process calls. */
const TOOLS = `
  bash sh env nsenter setpriv unshare mount umount chmod poweroff timeout tar sync
  ip bridge ping arping tcpdump mausezahn jq ethtool sysctl modprobe lsmod insmod rmmod modinfo
  cat cut sed grep awk sort uniq head tail tr wc seq sleep date mkdir rm ls cp mv ln printf echo test tee xargs
  kill ps uname hostname id expr basename dirname true false comm diff paste find mktemp touch stat dd od readlink md5sum mkfifo
`
  .trim()
  .split(/\s+/)
const FILES = [
  '/etc/services',
  '/etc/protocols',
  '/etc/passwd',
  '/etc/group',
  '/etc/nsswitch.conf',
  '/etc/iproute2',
  '/etc/netsniff-ng',
  '/etc/ethertypes',
]
/** In an order in which each finds those that it needs. */
const MODULES = [
  'virtio_pci',
  'virtio_blk',
  'virtio_net',
  'bridge',
  '8021q',
  'veth',
  'dummy',
  'macvlan',
  'ipvlan',
  'ipvtap',
  'tun',
  'af_packet',
]

export interface LabFiles {
  /** Copied to /lab. */
  readonly from: string
  /** What is to be handed over: a folder there, /lab/out to the script. */
  readonly out: string
  /** A bash script that runs in /lab. */
  readonly work: string
}

/** Writes the initramfs of a kernel to `file`; `scratch` is emptied first. */
export function makeInitramfs(kernel: DebianKernel, lab: LabFiles, scratch: string, file: string): void {
  const root = resolve(scratch)
  rmSync(root, { recursive: true, force: true })
  for (const one of [
    'proc',
    'sys',
    'dev',
    'run',
    'tmp',
    'root',
    'etc',
    'usr/bin',
    'usr/sbin',
    'usr/lib64',
    'usr/lib',
  ])
    mkdirSync(join(root, one), { recursive: true })
  for (const one of ['bin', 'sbin', 'lib', 'lib64']) symlinkSync(`usr/${one}`, join(root, one))
  for (const tool of TOOLS) copyProgram(whichTool(tool), root)
  copyProgram(process.execPath, root, '/usr/bin/node')
  for (const path of FILES)
    if (existsSync(path)) cpSync(path, join(root, path), { recursive: true, dereference: true })
  copyModules(kernel, root)
  cpSync(lab.from, join(root, 'lab'), { recursive: true, dereference: true })
  symlinkSync(lab.out, join(root, 'lab/out'))
  writeFileSync(join(root, 'lab/work'), lab.work)
  writeFileSync(join(root, 'lab/modules'), `${MODULES.join('\n')}\n`)
  copyFileSync('test/kernel/guest/init', join(root, 'init'))
  chmodSync(join(root, 'init'), 0o755)
  execFileSync('bash', ['-c', `find . | cpio -o -H newc --quiet > "$1"`, 'bash', resolve(file)], {
    cwd: root,
  })
}

function whichTool(name: string): string {
  return execFileSync('bash', ['-c', 'PATH=$PATH:/usr/sbin:/sbin type -P "$1"', 'bash', name], {
    encoding: 'utf8',
  }).trim()
}

/** A program under the name it is called by, and the libraries it needs. */
function copyProgram(from: string, root: string, name = from): void {
  copy(from, join(root, name))
  const libraries = execFileSync('bash', ['-c', 'ldd "$1" 2>/dev/null || true', 'bash', from], {
    encoding: 'utf8',
  })
  for (const [path] of libraries.matchAll(/\/\S+/g)) copy(path, join(root, path))
}

function copy(from: string, to: string): void {
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
  chmodSync(to, 0o755)
}

/** The modules that we load, with what they need, unpacked; and the lists by which modprobe finds them. */
function copyModules({ release, modules }: DebianKernel, root: string): void {
  const target = join(root, 'usr/lib/modules', release)
  mkdirSync(target, { recursive: true })
  for (const file of ['modules.builtin', 'modules.builtin.modinfo', 'modules.order'])
    if (existsSync(join(modules, file))) copyFileSync(join(modules, file), join(target, file))
  for (const file of readdirSync(modules, { recursive: true, encoding: 'utf8' })) {
    if (
      !/^kernel\/(?:net\/(?:llc|802|bridge|8021q|ipv6|core|packet)|drivers\/(?:net|virtio|block)|lib)\/[^/]*(?:\/[^/]*)?\.ko/.test(
        file,
      )
    )
      continue
    mkdirSync(join(target, dirname(file)), { recursive: true })
    copyFileSync(join(modules, file), join(target, file))
    if (file.endsWith('.xz')) execFileSync('xz', ['-d', basename(file)], { cwd: join(target, dirname(file)) })
  }
  execFileSync('/usr/sbin/depmod', ['-b', join(root, 'usr'), release])
}
