# parts.sh CLI SEED WORLDS: plays a campaign in parts, until a file `stop` appears; the figures of each become a line of `figures`.
SIZE=1000 SEEDS=5
for ((done = 0; done < $3; done += SIZE)); do
  [ -e stop ] && break
  runs=$(($3 - done < SIZE ? $3 - done : SIZE))
  node "$1" fuzz --json --runs $runs --seed $(($2 + done / SIZE * SEEDS)) --differences 5 --threads 2 >figures.part 2>>labs
  cat figures.part >>figures
done
