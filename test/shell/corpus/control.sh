### if
if true; then echo a; else echo b; fi; if false; then echo a; elif true; then echo c; fi; if false; then :; fi; echo $?
### while and until
i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i
### for
for i in a b c; do echo $i; done; for i in; do echo no; done; echo $?; set -- x y; for i; do echo $i; done; for i do echo $i; done
### arithmetic for
for ((i=0;i<3;i++)); do echo $i; done; for ((;;)); do break; done; echo $i
### break and continue
for i in 1 2 3 4; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done
### break levels
for i in 1 2; do for j in 1 2; do [ $j = 2 ] && continue 2; echo $i$j; done; done; for i in 1 2; do for j in 1 2; do break 2; done; done; echo $i$j
### break outside a loop
break; echo $?; continue; echo $?
### break with bad argument
for i in 1 2; do break x; done; echo no
### break zero
for i in 1 2; do echo $i; break 0; done; echo $?
### case
for x in a bc d1 '*' ''; do case $x in a) echo A;; b*|c*) echo B;; *[0-9]) echo D;; \*) echo star;; '') echo empty;; esac; done
### case fall through
case a in a) echo 1;& b) echo 2;; c) echo 3;; esac; case a in a) echo 1;;& b) echo 2;; a) echo 3;; esac
### case without match
case x in y) ;; esac; echo $?; case x in (x) echo paren;; esac
### case quoting
p='*'; case abc in "$p") echo quoted;; $p) echo pattern;; esac
### and or lists
true && echo a || echo b; false && echo a || echo b; false || false && echo c; true; echo $?
### negation
! true; echo $?; ! false; echo $?; ! ! true; echo $?
### pipelines
echo a | cat; echo b | cat | cat; false | true; echo $?; true | false; echo $?
### pipestatus
false | true | (exit 3); echo "${PIPESTATUS[@]}"; true; echo "${PIPESTATUS[@]}"
### pipefail
set -o pipefail; false | true; echo $?; (exit 3) | (exit 2) | true; echo $?
### pipe with stderr
(echo out; echo err >&2) |& sed 's/^/[/'
### pipeline runs in subshells
x=1; echo 2 | read x; echo $x; echo 3 | { read x; echo $x; }; echo $x
### lastpipe
shopt -s lastpipe; echo 2 | read x; echo $x
### groups and subshells
x=1; { x=2; echo $x; }; (x=3; echo $x); echo $x; (exit 5); echo $?
### subshell changes nothing
cd /tmp; (cd /; pwd); pwd; (set -e; false; echo no); echo $?
### functions
f() { echo "f $1 $# $@"; }; f; f a b; function g { echo g; }; g; function h() (echo sub); h
### function return
f() { return 3; echo no; }; f; echo $?; g() { false; }; g; echo $?; h() { true; return; }; h; echo $?
### locals
x=g; f() { local x=l y; echo $x "[$y]"; h; }; h() { echo h $x; x=changed; }; f; echo $x
### local status
f() { local x=$(false); echo $?; local y; y=$(false); echo $?; }; f
### recursion
fact() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(fact $(($1-1))) )); fi; }; fact 6
### positional parameters in functions
set -- a b; f() { echo $1; shift; echo $1; set -- z; echo $1; }; f x y; echo $1
### function in a pipeline
f() { cat; echo end; }; echo x | f | cat
### function redefinition and unset
f() { echo 1; }; f; f() { echo 2; }; f; unset -f f; f; echo $?
### function names
my-func() { echo dash; }; my-func; a.b() { echo dot; }; a.b
### funcname
f() { echo ${FUNCNAME[0]} ${FUNCNAME[1]} ${FUNCNAME[@]}; }; g() { f; }; g; f
### return outside
return 3; echo $?
### exit status
(exit); echo $?; (exit 256); echo $?; (exit -1); echo $?; (exit 300); echo $?
### exit with bad argument
(exit abc); echo $?; exit 7
### exit too many
exit 1 2; echo $?
### errexit
set -e; echo a; false; echo b
### errexit exceptions
set -e; false || true; if false; then :; fi; ! true; false && true; while false; do :; done; echo alive
### errexit in functions
set -e; f() { false; echo in f; }; f || echo caught; f; echo no
### errexit and substitution
set -e; x=$(false; echo still); echo "[$x]"; x=$(false); echo no
### errexit in pipelines
set -e; false | true; echo a; set -o pipefail; false | true; echo b
### errexit in subshell
set -e; (false; echo no); echo never
### errexit with groups
set -e; { false && true; }; echo a; f() { false && true; }; f; echo no
### errexit and arithmetic
set -e; ((1)); echo a; ((0)); echo b
### errexit and test
set -e; [[ a = b ]] || echo ne; [ a = b ]; echo no
### negated errexit
set -e; ! false; ! true; echo ok
### nounset
set -u; f() { echo $1; }; f a; f; echo no
### xtrace
set -x; x=1; echo $x 'a b' "c$x"; y=$(echo sub); for i in 1 2; do :; done; [ $x = 1 ]; [[ $x == 1 ]]; ((x+1)); case a in a) :;; esac; set +x
### xtrace of functions and pipes
f() { echo in $1; }; set -x; f a; z=1 w=2 true; { set +x; } 2>/dev/null; echo off
### xtrace quoting
set -x; echo '' 'a"b' "it's" '$x' a\\b 'a;b' '*' '~' 'a=b' '#' 'a#b' $'n\nl' '!' '{a}' 'x{' '[a]' 'a?b' '%' '^' ':' ',' '-' '+' '@'
### xtrace PS4
PS4='>$LINENO '; set -x; echo a
### xtrace assignments
set -x; a=(1 "2 3"); a[1]=x; b+=c; declare d=1; export e=2; local=3
### time keyword
{ time true; } 2>&1 | sed 's/[0-9]*\.[0-9]*s/Ns/'; TIMEFORMAT=; echo ok
### select is left out but the rest parses
echo fine
### reserved words as arguments
echo if then else fi for in do done while case esac function { } ! [[ ]] time
### semicolons and newlines
echo a; echo b
if true
then
  echo c
fi; { echo d
}
### command not found
nosuchcommand a b; echo $?; ./nosuch; echo $?; /; echo $?; touch plain; ./plain; echo $?
### empty command
$empty; echo $?; "$empty"; echo $?; $(false); echo $?; $(echo echo) hi
### command from a variable
c='echo a b'; $c; c=echo; $c x "y z"
### assignments before commands
x=1 env | grep '^x='; x=2; x=3 true; echo $x; f() { echo $x; }; x=4 f; echo $x
### assignments before builtins
IFS=, read a b <<< 1,2; echo $a $b "[$IFS]" | cat -A
### eval
eval 'echo a; echo b'; x='echo c'; eval $x d; eval; echo $?; eval 'y=1'; echo $y; eval "exit 3"
### eval errors
eval 'if'; echo $?; eval ')'; echo $?
### source
echo 'echo sourced $1 $#; v=1; return 4; echo no' > s; . ./s; echo $? $v; source ./s a b; echo $?; . ./nosuch; echo $?
### source missing
. ; echo $?; source nosuch-file; echo $?
### command builtin
echo() { builtin echo shadow; }; command echo real; builtin echo b; echo x; unset -f echo; command nosuch; echo $?
### command -v
command -v echo if nosuch; echo $?; f() { :; }; command -v f; command -V echo; command -V if; command -V nosuch; echo $?
### type
type echo if; type -t echo if cd nosuch; f() { :; }; type -t f; type nosuch; echo $?
### alias-like things
true; : ignored words > /dev/null; echo $?
### colon with expansions
: ${x:=set}; echo $x
### getopts
set -- -a -b val -c rest; while getopts ab:c o; do echo "$o ${OPTARG-none} $OPTIND"; done; shift $((OPTIND-1)); echo $@
### getopts errors
set -- -x -b; while getopts ab: o; do echo "$o ${OPTARG-none}"; done; OPTIND=1; while getopts :ab: o; do echo "$o ${OPTARG-none}"; done
### getopts bundled
set -- -abfoo x; while getopts ab: o; do echo $o $OPTARG; done; echo $OPTIND
### shift
set -- a b c; shift; echo $@; shift 2; echo $#; shift; echo $?; shift 5; echo $?
### set positional
set a b; echo $2; set -- -x y; echo $1 $2; set --; echo $#; set - q; echo $1
### let
let x=1+2 y=x*2; echo $x $y; let 0; echo $?; let 'z = 5' ; echo $z; let; echo $?
### arithmetic command
((x=5)); echo $? $x; ((x==4)); echo $?; ((x++, x*=2)); echo $x; (( )) ; echo $?
### arithmetic command errors
((1/0)); echo $?; ((1+)); echo $?
### invalid for variable
for 1x in a; do :; done; echo $?
### syntax error
echo before
if then
echo after
### syntax error on the same line
echo same; fi
### syntax error in the middle
echo a
echo b )
echo c
### unexpected end
echo a
if true; then
echo b
### unterminated quote
echo a
echo "b
echo c
### unterminated substitution
echo a
echo $(echo b
### unexpected done
for i in 1; do
  echo $i
fi
### double semicolon
echo a;; echo b
### redirection without target
echo a >
### parenthesis
echo ( a )
### empty group
{ }
### empty then
if true; then
fi
### function without body
f()
### and at start
&& echo a
### pipe at end
echo a |
### stray close brace
}
### case without esac
case a in
a) echo x;;
### unterminated backquote
echo `echo a
### unterminated parameter
echo ${x
