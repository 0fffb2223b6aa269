### echo options
echo -n a; echo -e 'b\tc\n'; echo -E 'd\t'; echo -ne 'e\n'; echo -x f; echo -- g; echo -n; echo -e 'a\cb'; echo -e '\x41\0101\u41'; echo -nx
### echo escapes
echo -e '\a\b\e\f\v\\\q\0' | od -c | head -3
### printf basics
printf '%s\n' a b c; printf '%d %i\n' 1 2; printf '%5d|%-5d|%05d|%+d\n' 3 4 5 6; printf 'no newline'; printf '\n'
### printf strings
printf '[%5s][%-5s][%.2s][%*s]\n' a b cde 4 f; printf '%s %s\n' a; printf '%s\n'; printf '%c%c\n' abc def
### printf numbers
printf '%x %X %o %#x %#o %u\n' 255 255 8 255 8 7; printf '%x\n' -1; printf '%d\n' 0x1f 010 "'a"
### printf floats
printf '%.2f %f %e %g %G\n' 3.14159 1 1234.5 0.0001 1e10; printf '%5.1f|%-8.3f|%08.2f\n' 2.25 1 3.14159
### printf rounding
printf '%.1f ' 0.05 0.15 0.25 0.35 0.45 0.55 0.65 0.75 0.85 0.95 1.005; printf '%.2f ' 1.005 2.675 1.115 0.125 0.375; printf '%.0f ' 0.5 1.5 2.5 -0.5 123456789012345678; printf '%.20f\n' 0.1
### printf escapes
printf 'a\tb\\n\101\x41\n'; printf '%b\n' 'a\tb\0101' ; printf '%%\n'; printf 'a\cb\n'; echo
### printf quoting
printf '%q ' a 'b c' "it's" '' '$x' $'a\nb' '~' 'a*'; echo
### printf to a variable
printf -v x '%03d' 7; echo $x; printf -v 'a[1]' q; echo ${a[1]}
### printf errors
printf '%d\n' abc; echo $?; printf '%z\n'; echo $?; printf; echo $?; printf '%d\n' 12x; printf '%'; echo $?
### printf reuse
printf '%s-%s\n' a b c; printf 'x\n' a b
### printf time
TZ=UTC printf '%(%Y-%m-%d %H:%M:%S)T\n' 0 86400
### read
printf 'a b c\nd\n' | { read x y; echo "$x|$y"; read z; echo $z; read w; echo $? "[$w]"; }
### read with ifs
echo 'a:b:c:d' | { IFS=: read x y z; echo "$x|$y|$z"; }; echo ' a  b ' | { IFS= read x; echo "[$x]"; }; echo ' a  b ' | { read x; echo "[$x]"; }
### read raw and escapes
printf 'a\\b c\\\nd\n' > f; read x < f; echo "[$x]"; read -r x < f; echo "[$x]"
### read array
echo '1 2 3' | { read -a a; echo ${#a[@]} ${a[2]}; }; IFS=, read -ra b <<< 'x,y,,z'; echo ${#b[@]} "[${b[2]}]"
### read delimiter and count
printf 'a;b;' | { read -d ';' x; read -d ';' y; echo $x$y; }; echo abcdef | { read -n 3 x; echo $x; }; echo abc | { read -N 2 x; echo $x; }
### read without name
echo ' line ' | { read; echo "[$REPLY]"; }
### read from descriptors
exec 3< <(printf '1\n2\n'); read -u 3 a; read b <&3; echo $a $b; exec 3<&-
### read last line without newline
printf 'a\nb' | while read l; do echo "[$l]"; done; printf 'a\nb' | while read l || [ -n "$l" ]; do echo "<$l>"; done
### read trailing delimiters
IFS=: read a b <<< 'x:y:'; echo "$a|$b"; IFS=: read a b <<< 'x:y:z:'; echo "$a|$b"; IFS=: read a <<< 'x:'; echo "$a"
### read errors
read 1x <<< a; echo $?; read -q; echo $?; read x <&9; echo $?
### read timeout on empty
read -t 0 x < /dev/null; echo $?
### mapfile
printf 'a\nb\nc\n' > f; mapfile a < f; echo ${#a[@]} "${a[0]}"; mapfile -t b < f; echo "${b[@]}"; readarray -t -n 2 c < f; echo ${#c[@]}; mapfile -t -s 1 d < f; echo ${d[0]}
### cd and pwd
cd /tmp; pwd; cd /; cd -; echo $OLDPWD $PWD; cd nosuch; echo $?; cd /usr/bin/..; pwd; cd; pwd; cd a b; echo $?
### cd to a file
touch f; cd f; echo $?; cd ''; echo $?
### pushd and popd
cd /; pushd /tmp; pushd /usr; popd; dirs; popd; popd; echo $?
### export
export x=1 y; y=2; env | grep -E '^[xy]=' | sort; export -n x; env | grep -c '^x='; export -p | grep -c ' y='
### declare -p
x=1; declare -p x; a=(1 'b c'); declare -p a; declare -A m=([k]=v); declare -p m; declare -i n=3; declare -p n; declare -r r=1; declare -p r; declare -p nosuch; echo $?; declare -x e=1; declare -p e
### declare integer
declare -i n; n=2+3; echo $n; n+=4; echo $n; n=abc; echo $n
### declare case
declare -u U=abc; declare -l L=ABC; echo $U $L; U=xyz; echo $U
### readonly
readonly r=1; r=2; echo no
### readonly goes on at the next line
readonly r=1
r=2; echo same line
echo $r; unset r; echo $?
### readonly and declare
readonly r=1; declare r=2; echo $?; export r=3; echo $?; local x; echo $?
### nameref
declare -n ref=target; target=1; echo $ref; ref=2; echo $target; f() { local -n p=$1; p=changed; }; v=0; f v; echo $v
### declare in functions
f() { declare x=1; declare -g y=2; }; f; echo "[$x]" $y
### unset
x=1; unset x; echo "[$x]"; a=(1 2 3); unset 'a[1]'; echo ${#a[@]} ${!a[@]}; f() { :; }; unset f; type f; unset nosuch; echo $?; unset 1x; echo $?
### indexed arrays
a=(a b c); echo ${a[0]} ${a[@]} ${#a[@]} ${#a[1]} $a; a[5]=f; echo ${!a[@]} ${#a[@]}; a+=(g h); echo ${a[@]} ${!a[@]}; echo ${a[-1]} ${a[@]: -2}
### array elements
a=([2]=x [0]=y z); echo ${!a[@]} ${a[@]}; a[1+1]=w; echo ${a[2]}; i=0; a[i]=q; echo ${a[0]}; a[0]+=r; echo ${a[0]}
### array slices
a=(0 1 2 3 4); echo ${a[@]:1:2} ${a[@]:3} "${a[*]:0:2}"; b=([1]=a [5]=b [9]=c); echo ${b[@]:2} ${b[@]:0:2}
### array loops
a=('a b' c); for x in "${a[@]}"; do echo "[$x]"; done; for x in "${a[*]}"; do echo "[$x]"; done; for i in "${!a[@]}"; do echo $i; done
### array operations
a=(foo bar); echo ${a[@]/o/0} ${a[@]^} ${a[@]#f} "${a[@]/%/x}" ${a[0]:1}
### array copy and append
a=(1 2); b=("${a[@]}" 3); echo ${b[@]}; b+=x; echo ${b[0]}; c=($(echo 4 5)); echo ${#c[@]}; d=(*); echo ${#d[@]}
### negative subscripts
a=(1 2 3); echo ${a[-1]} ${a[-3]}; a[-1]=z; echo ${a[@]}; echo ${a[-9]}; echo after
### associative arrays
declare -A m; m[a]=1; m['b c']=2; k=d; m[$k]=3; echo ${m[a]} ${m[b c]} ${m[d]} ${#m[@]}; for k in "${!m[@]}"; do echo "$k=${m[$k]}"; done; unset 'm[a]'; echo ${#m[@]}
### associative literals
declare -A m=([x]=1 [y]=2 ["z w"]=3); echo ${m[x]}${m[y]}${m["z w"]}; m+=([q]=4); echo ${#m[@]}; [[ -v m[x] ]] && echo set; [[ -v m[nope] ]] || echo unset
### associative order
declare -A m; for i in one two three four five six seven eight nine ten; do m[$i]=x; done; echo ${!m[@]}
### associative pairs
declare -A m=(a 1 b 2); echo ${m[a]} ${m[b]}
### test strings
[ a = a ]; echo $?; [ a != a ]; echo $?; [ -n a ]; echo $?; [ -z a ]; echo $?; [ a ]; echo $?; [ '' ]; echo $?; [ ]; echo $?; test a = b; echo $?; [ a \< b ]; echo $?
### test numbers
[ 1 -eq 1 ] && [ 1 -ne 2 ] && [ 1 -lt 2 ] && [ 2 -gt 1 ] && [ 1 -le 1 ] && [ 1 -ge 1 ]; echo $?; [ a -eq 1 ]; echo $?
### test files
touch f; mkdir d; [ -f f ] && [ -d d ] && [ -e f ] && [ ! -e g ] && [ -r f ] && [ ! -s f ] && [ ! -x f ]; echo $?; echo x > f; [ -s f ]; echo $?; [ f -nt g ]; echo $?; [ -L f ]; echo $?
### test logic
[ a = a -a b = b ]; echo $?; [ a = b -o b = b ]; echo $?; [ ! a = b ]; echo $?; [ \( a = a \) ]; echo $?; [ ! '' ]; echo $?; [ \( a = b -o a = a \) -a b = b ]; echo $?
### test errors
[ a; echo $?; [ a b ]; echo $?; [ a b c ]; echo $?; [ 1 -eq ]; echo $?; test a b c d; echo $?
### conditional strings
[[ abc == a* ]]; echo $?; [[ abc == "a*" ]]; echo $?; [[ abc = abc ]]; echo $?; [[ abc != abd ]]; echo $?; [[ a < b ]]; echo $?; x='a b'; [[ $x == 'a b' ]]; echo $?; [[ $x ]]; echo $?; [[ -z $nope ]]; echo $?
### conditional logic
[[ a && b ]]; echo $?; [[ a && '' ]]; echo $?; [[ '' || b ]]; echo $?; [[ ! a ]]; echo $?; [[ ( a || b ) && ! '' ]]; echo $?
### conditional numbers
[[ 1 -lt 2 && 3 -ge 3 ]]; echo $?; x=5; [[ x -eq 5 ]]; echo $?; [[ 1+1 -eq 2 ]]; echo $?; [[ abc -eq 0 ]]; echo $?
### conditional regex
[[ abc123 =~ ^([a-z]+)([0-9]+)$ ]]; echo $? ${BASH_REMATCH[@]}; [[ abc =~ b ]]; echo $? ${BASH_REMATCH[0]}; re='^a.c$'; [[ abc =~ $re ]]; echo $?; [[ a.c =~ a\.c ]]; echo $?; [[ 'a b' =~ a\ b ]]; echo $?; [[ x =~ ^[[:alpha:]]$ ]]; echo $?; [[ ab =~ "a." ]]; echo $?
### conditional regex optional group
[[ ac =~ a(b)?c ]]; echo $? ${#BASH_REMATCH[@]} "[${BASH_REMATCH[1]}]"; [[ 10.0.0.1 =~ ^([0-9]{1,3}\.){3}[0-9]{1,3}$ ]]; echo $?
### conditional bad regex
[[ a =~ '(' ]]; echo $?; re='('; [[ a =~ $re ]]; echo $?
### conditional patterns
[[ foo.txt == *.@(txt|md) ]]; echo $?; [[ foo == !(bar) ]]; echo $?; [[ ab == +(a|b) ]]; echo $?; [[ a1 == [a-z][[:digit:]] ]]; echo $?
### conditional files and variables
touch f; [[ -f f && ! -d f ]]; echo $?; x=; [[ -v x ]]; echo $?; [[ -v y ]]; echo $?; [[ -o errexit ]]; echo $?
### trap exit
trap 'echo bye $?' EXIT; echo hi; exit 3
### trap exit in subshell
trap 'echo main' EXIT; (trap 'echo sub' EXIT; echo in); (echo none)
### trap err
trap 'echo err $?' ERR; false; true; false || true; f() { false; }; f; (exit 4); echo end
### trap err and errtrace
set -E; trap 'echo err' ERR; f() { false; true; }; f
### trap debug
trap 'echo d' DEBUG; echo a; echo b; trap - DEBUG; echo c
### trap listing
trap 'echo x' INT TERM; trap 'echo "q'"'"'q"' EXIT; trap; trap - INT; trap -p TERM; trap '' HUP; trap -p; trap - EXIT
### trap signals to itself
trap 'echo got' USR1; kill -USR1 $$; echo after; trap 'echo t; exit 5' TERM; kill $$; echo no
### trap ignored
trap '' TERM; kill $$; echo alive
### trap errors
trap 'x' NOSUCH; echo $?; trap; trap 'echo a' 0; trap
### trap return code
trap 'false' EXIT; exit 0
### trap exit after error
set -e; trap 'echo cleanup $?' EXIT; false; echo no
### kill errors
kill 99999999; echo $?; kill abc; echo $?; kill; echo $?; kill -XYZ 1; echo $?; kill %9; echo $?
### kill list
kill -l 9 15 TERM; kill -l 137; kill -l NOSUCH; echo $?
### killed by signal
sh -c 'kill -9 $$'; echo $?; sh -c 'kill -TERM $$'; echo $?; sh -c 'kill -INT $$'; echo $?
### background and wait
(exit 3) & wait $!; echo $?; true & p=$!; wait $p; echo $?; wait; echo $?; wait 99999; echo $?; wait abc; echo $?
### background jobs
{ exit 2; } & { exit 4; } & wait %1; echo $?; wait %2; echo $?; wait %3; echo $?
### wait next
(exit 7) & wait -n; echo $?; wait -n; echo $?
### killed background job
sleep 100 & kill $!; wait $!; echo $?
### background reads nothing
cat & wait; echo done | { cat & wait; }
### background function and group
f() { echo "f $1"; }; f a & wait; { echo b; echo c; } & wait; echo $?
### jobs as copies of the shell see them
sleep 1 & sleep 2 &
echo "$(jobs)"; (jobs); jobs | cat; echo "$(jobs | cat)"; (jobs | cat); { jobs; } | cat
f() { jobs; }; f | cat; echo "$(f)"; echo "$( (jobs) )"; (sleep 1 & jobs); echo "$(sleep 1 & jobs)"
echo "$(kill %2; echo $?)"

### jobs
sleep 1 & jobs; wait; jobs
### disown
sleep 1 & disown; jobs; disown; echo $?
### shopt
shopt -s extglob; shopt extglob; shopt -q nullglob; echo $?; shopt -u extglob; shopt -p extglob; shopt nosuch; echo $?
### set options
set -o | grep -E 'errexit|pipefail'; set -o errexit; echo $-; set +e; set -o nosuch; echo $?; set -Z; echo $?
### set dash variants
set -eu; echo $-; set +eu; echo $-
### umask and ulimit
umask; umask 022; ulimit -n >/dev/null; echo $?
### hash and times
hash nosuchcmd; echo $?; hash -r; echo $?
### exec with redirections
exec 3>f; echo a >&3; exec 3>&-; cat f; exec 4<f; read x <&4; echo $x; exec 5>&1; echo five >&5
### exec a command
(exec echo replaced; echo no); exec nosuchcmd; echo no
### exec in the script
echo a; exec echo b; echo c
### builtin errors
builtin nosuch; echo $?; cd -x; echo $?; export 1x=2; echo $?; unset -x; echo $?; eval -x; echo $?
### caller and lineno
f() { caller; caller 0; echo $LINENO; }
f
echo $LINENO
### bash -c
bash -c 'echo $0 $1 $#' a b c; bash -c 'exit 3'; echo $?; sh -c 'echo sh'; bash -c 'nosuch'; bash -c 'echo ${x?}'; echo $?
### bash script
echo 'echo $0 $@; exit 2' > s.sh; bash s.sh a b; echo $?; bash nosuch.sh; echo $?; chmod +x s.sh; ./s.sh x; echo $?
### bash options
bash -e -c 'false; echo no'; echo $?; bash -x -c 'echo a'; bash -u -c 'echo $x'; echo $?; bash -c; echo $?
### bash from standard input
echo 'echo in $0; nosuch; exit 4' | bash; echo $?; bash -s a b <<< 'echo $1 $2'
### exported variables reach children
export v=1; w=2; bash -c 'echo "[$v][$w]"'; v=3 bash -c 'echo $v'
### random with a seed
RANDOM=42; echo $RANDOM $RANDOM $RANDOM; RANDOM=1; echo $((RANDOM%100)) $RANDOM
### seconds
SECONDS=5; echo $SECONDS
### bash variables
echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL; (echo $BASH_SUBSHELL)); echo ${BASH_VERSINFO[0]} $EUID; [ $$ = $BASHPID ]; echo $?
### pipestatus after assignment
false | true; x=1; echo "${PIPESTATUS[@]}"
