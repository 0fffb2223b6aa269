/**
 * What a program sees: its arguments, streams and surroundings, and how it waits.
 *
 * Programs are generators. A program runs until it yields a {@link Wait}; the scheduler resumes it when the
 * wait is over. Only one program runs at a time, so the order of everything is deterministic, and virtual
 * time passes only while every program waits.
 */

/** Nanoseconds of virtual time since the world began. */
export type Nanoseconds = number

/**
 * Something a program waits for. The scheduler resumes the program when `ready()` holds, or at `until`
 * (virtual time) if that comes first, or when `promise` has settled.
 */
export interface Wait {
  readonly ready?: () => boolean
  readonly until?: Nanoseconds
  readonly promise?: Promise<unknown>
}

export type SignalName = 'INT' | 'TERM' | 'KILL' | 'PIPE' | 'HUP' | 'QUIT' | 'USR1' | 'USR2' | 'ALRM'

/** Thrown into a waiting program by `kill`. A program that does not catch it ends with status 128 + number. */
export class Signal extends Error {
  readonly signal: SignalName
  constructor(signal: SignalName) {
    super(`signal ${signal}`)
    this.signal = signal
  }
}

/** Text flows through streams as byte strings: each character is one byte (0–255), UTF-8 already encoded. */
export interface Input {
  /** What can be read now: text, '' if nothing yet, undefined at end of file. Reading consumes it. */
  poll(): string | undefined
}

export interface Output {
  /** Writes bytes. Throws Signal('PIPE') when nobody reads any more. */
  write(bytes: string): void
  /** False while a pipe is full: a program that writes without end waits for this. */
  writable(): boolean
}

/** A program returns its exit status, 0–255. */
export type Program = (process: Process) => Generator<Wait, number, void>

export interface Process {
  readonly pid: number
  readonly parent: number
  /** argv[0] is the command as it was typed. */
  readonly argv: readonly string[]
  /** Exported variables. */
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  /** The machine and network namespace it runs in. */
  readonly place: Place
  readonly system: System
}

/** Where a process runs. The shell language passes it on and never looks inside. */
export interface Place {
  readonly machine: string
  /** '' is the machine's root namespace. */
  readonly netns: string
}

/** What the operating system offers to programs. */
export interface System {
  /** Virtual time now. */
  now(): Nanoseconds
  readonly files: Files
  /** Starts a program and returns at once. */
  spawn(request: SpawnRequest): Child
  /** Finds a command by name as execvp does; undefined if there is none. */
  lookup(name: string, place: Place): Program | undefined
  /** Sends a signal; false if no such process. */
  kill(pid: number, signal: SignalName): boolean
}

export interface SpawnRequest {
  readonly program: Program
  readonly argv: readonly string[]
  readonly env: ReadonlyMap<string, string>
  readonly cwd: string
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly place: Place
  readonly parent: number
}

export interface Child {
  readonly pid: number
  /** undefined while it runs; 128 + number when a signal ended it. */
  status(): number | undefined
}

/** A failed file operation, by its errno name; the caller puts it in the tool's words. */
export type FileError = 'ENOENT' | 'EISDIR' | 'ENOTDIR' | 'EACCES' | 'EPERM' | 'EEXIST' | 'EINVAL' | 'ENOTEMPTY' | 'EROFS'
export class FileFailure extends Error {
  readonly code: FileError
  constructor(code: FileError, path: string) {
    super(`${code}: ${path}`)
    this.code = code
  }
}

export type FileKind = 'file' | 'directory' | 'device' | 'symlink'

/** A machine's files: ordinary ones in memory, and the kernel's own (/sys, /proc, /dev) made on reading. */
export interface Files {
  kind(path: string, place: Place): FileKind | undefined
  /** Throws FileFailure. */
  read(path: string, place: Place): string
  write(path: string, bytes: string, place: Place, how: 'truncate' | 'append'): void
  list(path: string, place: Place): readonly string[]
  makeDirectory(path: string, place: Place): void
  remove(path: string, place: Place): void
}

/** A tree of files that the kernel makes on reading, such as /sys/class/net. Paths are absolute and normal. */
export interface VirtualTree {
  readonly root: string
  kind(path: string, place: Place): FileKind | undefined
  read(path: string, place: Place): string
  list(path: string, place: Place): readonly string[]
  /** Throws FileFailure where the kernel refuses. Absent: read-only. */
  write?(path: string, bytes: string, place: Place): void
}
