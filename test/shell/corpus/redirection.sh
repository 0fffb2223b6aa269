### output and append
echo a > f; echo b >> f; cat f; > f; cat f; echo c >| f; cat < f
### descriptors
echo out 2>/dev/null; (echo err >&2) 2>f; cat f; { echo o; echo e >&2; } > f 2>&1; cat f; { echo o; echo e >&2; } 2>&1 > f | sed 's/^/p:/'; cat f
### both
{ echo o; echo e >&2; } &> f; cat f; { echo o2; echo e2 >&2; } &>> f; cat f; { echo o; echo e >&2; } >& f; cat f
### order of redirections
echo a > x > y; cat x; cat y; echo b 2>&1 >/dev/null; ls nosuch 2>/dev/null; echo $?
### reading and writing one file
echo abc > f; exec 3<> f; read x <&3; echo $x; echo def >&3; exec 3>&-; cat f
### errors
cat < nosuch; echo $?; echo a > /nosuch/x; echo $?; echo a > .; echo $?; echo a >&9; echo $?; cat <&7; echo $?
### ambiguous redirect
x='a b'; echo 1 > $x; echo $?; echo 1 > $unset; echo $?; touch g1 g2; echo 2 > g*; echo $?
### redirection with a variable
f='name with space'; echo a > "$f"; cat "$f"; ls
### noclobber
set -C; echo a > f; echo b > f; echo $?; echo c >| f; cat f; echo d >> f; cat f
### closing
echo a >&-; echo $?; (exec 1>&-; echo b); echo $?
### moving descriptors
exec 5>f; echo a >&5-; exec 6>&5-; echo b >&6; exec 6>&-; cat f; echo x >&5; echo $?
### named descriptors
exec {fd}>f; echo a >&$fd; exec {fd}>&-; cat f; [ $fd -ge 10 ]; echo $?
### compound redirections
for i in 1 2; do echo $i; done > f; cat f; while read l; do echo "[$l]"; done < f; if true; then echo x; fi > f; cat f; (echo y; echo z) > f; cat f
### function redirections
f() { echo out; echo err >&2; } 2>&1; f | sed 's/^/>/'
### redirection on a function call
f() { cat; }; echo hi > g; f < g; f <<< str
### stderr to stdout swap
{ echo o; echo e >&2; } 3>&1 1>&2 2>&3 3>&- | sed 's/^/p:/'
### dev files
echo a > /dev/null; cat /dev/null; { echo b > /dev/stdout; echo c > /dev/stderr; } 2>&1 | cat; echo d | cat /dev/stdin; { echo e >/dev/fd/1; } | cat
### redirection only
> new; ls new; < new; echo $?; < nosuch; echo $?
### redirection before the command
> f echo a; cat f; < f cat; 2>/dev/null ls nosuch; echo $?
### here-document to a descriptor
cat <&3 3<<E
doc
E
### here-document and pipe
cat <<E | tr a-z A-Z
abc
E
### multiple inputs
cat < /dev/null <<< second
### redirecting a builtin that fails
cd nosuch 2>/dev/null; echo $?; read x < /nosuch; echo $?
### pipes close
echo a | true; echo b | (exec <&-; true); yes | head -2; echo ${PIPESTATUS[@]}
### reading line by line keeps the rest
printf 'a\nb\nc\n' | { read x; echo "first $x"; cat; }
### reading from a file keeps the position
printf 'a\nb\nc\n' > f; { read x; cat; } < f; { head -1; cat; } < f
### appending from two writers
(echo a; echo b) >> f; echo c >> f; cat f
### duplicate of a closed descriptor
exec 3>&-; echo a >&3; echo $?
