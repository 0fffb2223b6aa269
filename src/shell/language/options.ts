/** Options of `set`, by name, with their letters where they have one. */
export const OPTION_LETTERS: Readonly<Record<string, string>> = {
  allexport: 'a',
  notify: 'b',
  errexit: 'e',
  noglob: 'f',
  hashall: 'h',
  keyword: 'k',
  monitor: 'm',
  noexec: 'n',
  privileged: 'p',
  onecmd: 't',
  nounset: 'u',
  verbose: 'v',
  xtrace: 'x',
  braceexpand: 'B',
  noclobber: 'C',
  errtrace: 'E',
  histexpand: 'H',
  physical: 'P',
  functrace: 'T',
}

/** Options of `set -o` in the order in which it lists them. */
export const OPTION_NAMES: readonly string[] = (
  'allexport braceexpand emacs errexit errtrace functrace hashall histexpand history ignoreeof ' +
  'interactive-comments keyword monitor noclobber noexec noglob nolog notify nounset onecmd physical pipefail ' +
  'posix privileged verbose vi xtrace'
).split(' ')

export const DEFAULT_OPTIONS: readonly string[] = ['braceexpand', 'hashall', 'interactive-comments']

/** Options of `shopt` that the shell heeds; others can be set and change nothing. */
export const SHOPT_NAMES: readonly string[] = (
  'autocd assoc_expand_once cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist compat31 compat32 ' +
  'compat40 compat41 compat42 compat43 compat44 complete_fullquote direxpand dirspell dotglob execfail ' +
  'expand_aliases extdebug extglob extquote failglob force_fignore globasciiranges globskipdots globstar ' +
  'gnu_errfmt histappend histreedit histverify hostcomplete huponexit inherit_errexit interactive_comments ' +
  'lastpipe lithist localvar_inherit localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob ' +
  'nocasematch noexpand_translation nullglob patsub_replacement progcomp progcomp_alias promptvars ' +
  'restricted_shell shift_verbose sourcepath varredir_close xpg_echo'
).split(' ')

export const DEFAULT_SHOPTS: readonly string[] = (
  'checkwinsize cmdhist complete_fullquote extquote force_fignore globasciiranges globskipdots hostcomplete ' +
  'interactive_comments patsub_replacement progcomp promptvars sourcepath'
).split(' ')

/** `$-`: letters in the order in which bash prints them, then how the shell was started. */
export function optionLetters(options: ReadonlySet<string>, started: string): string {
  const letters = 'abefhkmnptuvxBCEHPT'.split('')
  const name = Object.fromEntries(Object.entries(OPTION_LETTERS).map(([key, letter]) => [letter, key]))
  return letters.filter((letter) => options.has(name[letter]!)).join('') + started
}
