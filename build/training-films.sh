#!/bin/sh
# Makes the films of the simulated recorder: twenty seconds of a street, marked in every picture. Run by hand when they
# are to be made anew; what it made lies in resources/training.
#   build/training-films.sh <folder with intel-iot/car-detection.mp4>
set -eu
cd "$(dirname "$0")/.."
font=resources/fonts/PublicSans-Bold.ttf
mark="drawtext=fontfile=$font:text='SIMULATED – TRAINING ONLY':fontsize=22:fontcolor=white:box=1:boxcolor=black@0.8:boxborderw=8:x=(w-text_w)/2"
film() { # <camera> <filter of the picture>
  ffmpeg -v error -y -t 20 -i "$1/intel-iot/car-detection.mp4" -an -map_metadata -1 \
    -vf "$3,scale=480:270,fps=12,$mark:y=12,$mark:y=h-text_h-12,drawtext=fontfile=$font:text='CAMERA $2':fontsize=18:fontcolor=white:box=1:boxcolor=black@0.8:boxborderw=6:x=12:y=h/2" \
    -c:v libx264 -profile:v main -pix_fmt yuv420p -preset slow -crf 30 -g 24 -threads 1 -fflags +bitexact -flags:v +bitexact \
    -movflags +faststart "resources/training/camera-$2.mp4"
}
film "$1" 1 null
film "$1" 2 hflip,eq=brightness=-0.08
