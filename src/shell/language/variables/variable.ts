/** One shell variable. Exactly one of the three kinds of value, or none while only declared. */
export interface Variable {
  text?: string | undefined
  /** Indexed array; holes are unset elements. */
  array?: (string | undefined)[]
  /** Associative array. */
  map?: Map<string, string>
  readonly attributes: Set<Attribute>
}

/** By the letters of declare: array, associative, integer, lower, reference, readonly, upper, exported. */
export type Attribute = 'i' | 'l' | 'n' | 'r' | 'u' | 'x'

export function newVariable(): Variable {
  return { attributes: new Set() }
}

export function copyVariable(variable: Variable): Variable {
  return {
    ...(variable.text === undefined ? {} : { text: variable.text }),
    ...(variable.array ? { array: variable.array.slice() } : {}),
    ...(variable.map ? { map: new Map(variable.map) } : {}),
    attributes: new Set(variable.attributes),
  }
}

/** `$x` of an array is its element 0. */
export function scalarOf(variable: Variable | undefined): string | undefined {
  if (!variable) return undefined
  if (variable.array) return variable.array[0]
  if (variable.map) return variable.map.get('0')
  return variable.text
}

export function isSet(variable: Variable | undefined): boolean {
  return (
    variable !== undefined &&
    (variable.text !== undefined || variable.array !== undefined || variable.map !== undefined)
  )
}

/** Values in the order in which the shell lists them. */
export function valuesOf(variable: Variable | undefined): string[] {
  if (!variable) return []
  if (variable.array) return variable.array.filter((value) => value !== undefined)
  if (variable.map) return hashOrder(variable.map).map((key) => variable.map!.get(key)!)
  return variable.text === undefined ? [] : [variable.text]
}

export function keysOf(variable: Variable | undefined): string[] {
  if (!variable) return []
  if (variable.array)
    return Object.keys(variable.array).filter((key) => variable.array![Number(key)] !== undefined)
  if (variable.map) return hashOrder(variable.map)
  return variable.text === undefined ? [] : ['0']
}

/** Buckets of a new associative array (ASSOC_HASH_BUCKETS); they grow fourfold beyond two entries a bucket. */
const BUCKETS = 1024

/** bash lists an associative array bucket by bucket, the newest entry of a bucket first. */
function hashOrder(map: ReadonlyMap<string, string>): string[] {
  let buckets = BUCKETS
  while (map.size > buckets * 2) buckets *= 4
  return [...map.keys()]
    .reverse()
    .map((key) => ({ key, bucket: fnv1(key) & (buckets - 1) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ key }) => key)
}

/** 32-bit FNV-1. */
function fnv1(key: string): number {
  let hash = 2166136261
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash, 16777619) ^ byte
  return hash >>> 0
}
