### plain words and quotes
echo a  b   c; echo 'a  b' "c  d" e\ f; echo "a'b" 'c"d' \' \"
### empty words
set -- '' "" a; echo $#; x=; set -- $x "$x" ''; echo $#
### parameters in double quotes
x='a  b'; echo $x "$x" '$x' \$x "\$x" "${x}y"
### defaults
unset u; e=; echo "${u-d}" "${u:-d}" "${e-d}" "${e:-d}" "${u+s}" "${e+s}" "${e:+s}" "${u=new}" "$u"
### default operand splits
unset u; set -- ${u:-a b c}; echo $#; set -- "${u:-a b c}"; echo $#; set -- ${u:-"a b" c}; echo $# "$1"
### default operand quotes in quotes
unset u; echo "${u:-'a'}" "${u:-"b"}" ${u:-'c d'} "${u:-\}}" "${u:-a\$b}"
### nested defaults
unset a b; echo ${a:-${b:-deep}} "${a:-"${b:-x y}"}"
### error operand
unset u; (echo ${u:?my message}); echo $?; (echo ${u?}); echo $?; e=; (: ${e:?}); echo $?
### error operand ends the script
unset u; echo before; echo ${u:?gone}; echo after
### length
x=hello; echo ${#x} ${#} ${#@}; y=äöü; echo ${#y}; set -- a b; echo ${#} ${#@} ${#*}
### substrings
x=0123456789; echo ${x:3} ${x:3:2} ${x: -3} ${x: -3:2} ${x:2:-2} ${x:20} "${x:0:0}" ${x:(-4):2}
### substring expressions
x=abcdef; n=2; echo ${x:n} ${x:n:n+1} ${x:$n:1} ${x:$((n+1))}
### positional slices
set -- a b c d e; echo ${@:2} - ${@:2:2} - ${*: -2} - "${@:0:1}" - ${@:1:0}
### negative length too small
x=abc; echo ${x:2:-2}; echo next
### removing prefixes and suffixes
p=/usr/local/lib/x.tar.gz; echo ${p#/} ${p#*/} ${p##*/} ${p%.*} ${p%%.*} ${p%/*} ${p##*.}
### removing with quotes and patterns
x='a*b*c'; echo "${x#*\*}" "${x#*'*'}" "${x%"*"*}" "${x##*[*]}"
### removing from every parameter
set -- a.c b.c d.h; echo ${@%.c} "${@#*.}"
### replacing
x=banana; echo ${x/a/A} ${x//a/A} ${x/#b/B} ${x/%a/Z} ${x/na} ${x//[an]/.} ${x/x/y} ${x/*/all}
### replacing with special characters
x='a/b/c'; echo ${x//\//-} "${x//\//\\}" ${x/b/&&} ${x/b/\&} ${x/b/"&"}
### replacing anchored with nothing
x=abc; echo "${x/#/pre}" "${x/%/post}" "${x//}"
### changing case
x='hello World'; echo "${x^}" "${x^^}" "${x,,}" "${x,}" "${x^^[lo]}" "${x~}" "${x~~}"
### indirection
a=b b=c; echo ${!a}; arr=(1 2 3); r='arr[1]'; echo ${!r}; p=2; set -- x y; echo ${!p} ${!#}
### indirection of unset
unset nope; echo "${!nope}"; echo after
### names by prefix
abc1=1 abc2=2; echo ${!abc*} "${!abc@}"
### transformations
x="it's"; echo "${x@Q}" "${x@U}" "${x@u}" ; y=$'a\nb'; echo "${y@Q}"; z='a\tb'; echo "${z@E}"; declare -i n=5; echo "${n@a}" "${n@A}" "${x@A}"
### bad substitution
echo one; echo ${x!y}; echo two
### bad substitution stops the line
echo a; echo ${}; echo b
echo next line
### braces
echo {a,b}{1,2} x{,y} {1..5} {5..1} {a..e} {01..03} {1..10..3} {a,b{1,2}} {a} {} a{b c}d {1..2}{x,y}
### braces and quotes
echo {'a b',c} "{a,b}" \{a,b} {a\,b,c} {a,"b,c"}
### braces come before variables
x=1; echo {$x,2} {1..$x} a{$x,}b
### brace sequences downwards and negative
echo {-2..2} {3..-3..2} {z..w} {-05..5..5}
### tilde
HOME=/h; echo ~ ~/x "~" a~ ~root '~'; x=~/y:~/z; echo $x; echo x=~; PATH2=a:~; echo $PATH2
### tilde plus and minus
cd /; cd /tmp; echo ~+ ~-
### command substitution
echo $(echo a) `echo b` "$(echo 'c  d')" $(echo 'e  f')
### nested command substitution
echo $(echo $(echo $(echo deep))) `echo \`echo inner\``
### command substitution drops newlines
x=$(printf 'a\n\n\n'); echo "[$x]"; x=$(printf '\n\na'); echo "[$x]"; y=$(printf 'a\nb\n'); echo $y; echo "$y"
### substitution status
x=$(exit 3); echo $?; echo $(exit 4) $?; y=$(false) z=$(true); echo $?; echo $?
### substitution with quotes inside
echo "$(echo "a b" 'c')" "`echo "x y"`"
### substitution reads a file
echo text > f; echo $(<f) "$(< f)"; x=$(<nosuch); echo $? "[$x]"
### arithmetic
echo $((1+2*3)) $(((1+2)*3)) $((7/2)) $((-7/2)) $((7%3)) $((-7%3)) $((2**10)) $((1<<4)) $((255>>4)) $((5&3)) $((5|3)) $((5^3)) $((~5)) $((!5)) $((!0))
### arithmetic comparisons
echo $((1<2)) $((2<=1)) $((1==1)) $((1!=1)) $((1&&0)) $((1||0)) $((1?2:3)) $((0?2:0?3:4))
### arithmetic variables
x=5; y=x; echo $((x+1)) $((y+1)) $(($x+1)) $((x++)) $x $((++x)) $((x--)) $((--x)) $((x+=3)) $x $((x*=2)) $((unset1+1))
### arithmetic bases
echo $((0x1f)) $((017)) $((2#101)) $((16#ff)) $((36#z)) $((64#_)) $((0))
### arithmetic with quotes and spaces
echo $(( "1" + 2 )) $((  3  )) $(( $((1+1)) * 2 )) $(( $(echo 4) / 2 ))
### arithmetic overflow
echo $((9223372036854775807+1)) $((2**63)) $((2**64)) $((-9223372036854775808))
### arithmetic errors
echo $((1/0)); echo next
### arithmetic syntax errors
echo $((1+)); echo next
### arithmetic syntax error goes on at the next line
echo $((1 +* 2))
echo next
### arithmetic bad number
echo $((08)); echo next
### arithmetic with arrays
a=(10 20 30); i=1; echo $((a[i]+a[2])) $((a[i]++)) ${a[1]}; declare -A m=([k]=7); echo $((m[k]+1))
### comma and assignment in arithmetic
echo $((a=3, b=a*2, a+b)) $a $b
### old arithmetic form
echo $[1+2]
### word splitting
x='a b  c'; set -- $x; echo $# $1 $3; IFS=:; y=a:b::c; set -- $y; echo $# "$3" "$4"
### splitting at ifs edges
IFS=:; x=:a:; set -- $x; echo $# "[$1]" "[$2]"; x=a::; set -- $x; echo $#; IFS=' :'; x=' a : b '; set -- $x; echo $# "$1$2"
### no splitting with empty ifs
IFS=; x='a b'; set -- $x; echo $#; unset IFS; set -- $x; echo $#
### splitting joins adjacent text
x='a b'; set -- 1$x'2'; echo $# "$1" "$2"; set -- $x$x; echo $# "$2"
### all parameters
set -- 'a b' c; for i in $@; do echo "[$i]"; done; for i in "$@"; do echo "[$i]"; done; for i in "$*"; do echo "[$i]"; done
### all parameters with ifs
set -- a b c; IFS=-; echo "$*" $* "$@"; IFS=; echo "$*" "$@"; x=$*; echo $x; x="$@"; echo "$x"
### all parameters glued
set -- a b; for i in "x$@y"; do echo "[$i]"; done; set --; for i in "$@"; do echo no; done; for i in "x$@"; do echo "[$i]"; done
### empty list in quotes
set --; set -- "$@" ; echo $#; a=(); set -- "${a[@]}"; echo $#; set -- "${a[*]}"; echo $#; set -- ""$@; echo $#
### globbing
touch b.txt a.txt c.md .hidden; echo *; echo *.txt; echo [ab].txt; echo ?.md; echo *.none; echo "*"; echo .h*
### globbing in directories
mkdir -p d/e; touch d/1 d/2 d/e/3; echo d/*; echo */*; echo d/*/3; echo ./d/*; echo */
### glob from a variable
touch x1 x2; p='x*'; echo $p "$p"; q='x[12]'; echo $q
### glob quoting
touch 'a*b' aXb; echo a\*b "a*"b a*b
### noglob
touch x1; set -f; echo x*; set +f; echo x*
### nullglob and failglob
shopt -s nullglob; echo none*; shopt -u nullglob; shopt -s failglob; echo none*; echo $?
### dotglob
touch .a b; shopt -s dotglob; echo *
### extglob
shopt -s extglob
touch ab ac b; echo a@(b|c) !(b) ?(a)b
x=foobar; echo ${x/@(foo|bar)/-} ${x##+([a-o])}
### ansi quoting
echo $'a\tb\nc' $'\x41\101\u00e9' $'it\'s' $'\\' | cat -A
### locale quoting
echo $"hello"
### special parameters
echo $# $? $0 "$-"; set -- a b; echo $# "$1" ${10} ; (exit 3); echo $?
### last argument
echo a b; echo $_; true x y; echo $_
### positional above nine
set -- 1 2 3 4 5 6 7 8 9 ten eleven; echo $10 ${10} ${11}
### unset with nounset
set -u; echo ${x:-ok}; echo "$@"; echo $x; echo not reached
### nounset with arrays
set -u; a=(); echo "${a[@]}" ${#a[@]}; echo ${a[0]}; echo no
### multibyte
x=héllo; echo ${x:1:2} ${x/é/e} ${x#h?} ${#x} ${x^^}
### here-document expansions
x=1; cat <<E
$x ${x}2 $(echo sub) $((x+1)) \$x \\ "q" 'q' `echo bt`
E
### quoted here-document
x=1; cat <<'E'
$x $(no) \$
E
### here-document with tabs
cat <<-E
	tabbed
		more
	E
### two here-documents
cat <<A; cat <<B
a
A
b
B
### here-string
cat <<< "a  b"; x='q w'; cat <<< $x; read a b <<< "1 2"; echo $b
### here-document in a function
f() { cat <<E
f $1
E
}; f 1; f 2
### here-document at the end of the file
cat <<E
no end
### process substitution
cat <(echo a) <(echo b); while read l; do echo "[$l]"; done < <(printf '1\n2\n')
### substitution in assignment and case
x=$(echo v)y; case $(echo a) in a) echo $x;; esac
### quotes in parameter patterns
x='a b'; echo "${x/"a b"/z}" ${x/ /_}
### concatenation
a=1 b=2; echo $a$b "$a"$b $a"$b" ${a}x$b
### dollar at odd places
echo $ "$" a$ $% "a$ b" '$'
### comments
echo a # comment
echo a#b '#' "#c"
### line continuation
echo a\
b c \
d "e\
f"
### division by zero shows the divisor
for e in '1/-0' '1/(0)' '1%!1' '1/x' '5/0+1' '1/~(-1)' 'x/=0' 'x/=(0)'; do (echo $(($e))); done
### status seen by the bodies of compound commands
(exit 3); if (exit 4); then :; else echo $?; fi; (exit 5); case a in a) echo $?;; esac; (exit 6); for i in 1; do echo $?; done; (exit 7); while echo $?; do break; done; (exit 8); case a in b) ;; esac; echo $?; (exit 9); case a in a) ;; esac; echo $?; (exit 2); for i in; do :; done; echo $?
### subscripts that are no expressions
a=(1 2); a[1+]=x; echo no
echo ${a[))]}; echo no
a[')*']=1
readonly r=1; echo $((r=2)); echo no
((r++)); echo $?
echo end
