/** Kernels as Debian packs them, fetched beside this machine's own packages: nothing is installed. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where any of the kernels have been; those that have gone are passed over. */
const SUITES = ['bullseye', 'bookworm', 'bookworm-backports', 'trixie', 'trixie-backports', 'sid']
const KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg'
const FETCH_MS = 600_000

export interface DebianKernel {
  /** `6.1.0-50-cloud-amd64` */
  readonly release: string
  readonly image: string
  readonly modules: string
}

/** A private apt: its own sources, lists and cache, under a directory. */
export class Apt {
  private readonly directory: string

  constructor(directory: string) {
    this.directory = resolve(directory)
    for (const one of ['lists/partial', 'cache/archives/partial', 'state', 'debs'])
      mkdirSync(join(this.directory, one), { recursive: true })
    writeFileSync(join(this.directory, 'sources.list'), sources())
    writeFileSync(join(this.directory, 'apt.conf'), configuration(this.directory))
    this.update()
  }

  /** The newest kernel for clouds of a version: `6.1`, or `7` for any that begins so. */
  newest(version: string): string | undefined {
    return this.newestOf('linux-image', `${literally(version)}\\.[0-9.]*[-+][^~]*cloud-amd64`)
  }

  /** The package of its sources. */
  newestSource(version: string): string | undefined {
    return this.newestOf('linux-source', `${literally(version)}(?:\\.[0-9]+)?`)
  }

  private newestOf(kind: string, rest: string): string | undefined {
    const wanted = new RegExp(`^${kind}-${rest}$`)
    return this.run('apt-cache', 'pkgnames', `${kind}-`)
      .split('\n')
      .filter((name) => wanted.test(name))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .at(-1)
  }

  /** Downloads a kernel's packages and unpacks them, unless that was done before. */
  fetch(image: string): DebianKernel {
    const root = join(this.directory, image)
    if (!existsSync(root)) this.unpack(image, root)
    const release = image.replace('linux-image-', '')
    const modules = [`lib/modules/${release}`, `usr/lib/modules/${release}`]
      .map((path) => join(root, path))
      .find((path) => existsSync(path))
    const images = [join(root, `boot/vmlinuz-${release}`), join(modules ?? '', 'vmlinuz')]
    const found = images.find((path) => existsSync(path))
    if (modules === undefined || found === undefined)
      throw new Error(`${image} holds no kernel that we know of`)
    return { release, image: found, modules }
  }

  private unpack(image: string, root: string): void {
    const parts = this.run('apt-cache', 'depends', image).match(/linux-(?:base|binary|modules)-\S+/g) ?? []
    for (const name of [image, ...new Set(parts)]) execFileSync('dpkg-deb', ['-x', this.download(name), root])
  }

  /** The newest of a package, as a file. */
  download(name: string): string {
    const debs = join(this.directory, 'debs')
    this.run('apt-get', 'download', '-qq', name)
    return join(debs, readdirSync(debs).find((file) => file.startsWith(`${name}_`))!)
  }

  private update(): void {
    try {
      this.run('apt-get', 'update', '-qq')
    } catch (error) {
      // A suite that is no more is not an error of the others.
      console.log(`kernels: ${String((error as { stderr?: string }).stderr ?? error).trim()}`)
    }
  }

  private run(command: string, ...words: readonly string[]): string {
    return execFileSync(command, words, {
      cwd: join(this.directory, 'debs'),
      env: { ...process.env, APT_CONFIG: join(this.directory, 'apt.conf'), LC_ALL: 'C' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 28,
      timeout: FETCH_MS,
    })
  }
}

function literally(version: string): string {
  return version.replaceAll('.', '\\.')
}

function configuration(directory: string): string {
  return `Dir::Etc::SourceList "${directory}/sources.list";
Dir::Etc::SourceParts "/nonexistent";
Dir::State "${directory}/state";
Dir::State::Lists "${directory}/lists";
Dir::State::status "/dev/null";
Dir::Cache "${directory}/cache";
APT::Sandbox::User "root";
Acquire::Languages "none";
`
}

/** This machine's own mirror of Debian, for all suites. */
function sources(): string {
  const codename = /^VERSION_CODENAME=(.+)$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
  const format = '$(RELEASE) $(REPO_URI)'
  const targets = execFileSync('apt-get', ['indextargets', 'Created-By: Packages', '--format', format])
  const own = targets
    .toString()
    .split('\n')
    .map((line) => line.split(' '))
    .find(([suite]) => suite === codename)
  if (own === undefined) throw new Error(`apt has no source for ${codename}`)
  const options = existsSync(KEYS) ? `[arch=amd64 signed-by=${KEYS}]` : '[arch=amd64]'
  return SUITES.map((suite) => `deb ${options} ${own[1]} ${suite} main\n`).join('')
}
