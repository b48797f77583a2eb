// SPDX-License-Identifier: GPL-3.0-or-later

internal import Linux
internal import Media
internal import Pipeline

/// The document of `montagectl compare --json`; differences are the second film less the first.
struct ComparisonDocument: Encodable {
  var first: Film
  var second: Film
  var pictures: Pictures
  var cuts: Cuts
  var differences: Differences

  init(_ first: Path, _ second: Path, _ comparison: Comparison) {
    self.first = Film(first, comparison.first)
    self.second = Film(second, comparison.second)
    pictures = Pictures(comparison.likeness)
    cuts = Cuts(comparison)
    differences = Differences(comparison)
  }

  struct Film: Encodable {
    var path: String
    var frames: Int
    var fps: Double
    var width: Int
    var height: Int
    var duration: Double
    /// First frames of the shots but the first.
    var cuts: [Int]
    var sound: Nullable<Sound>

    init(_ path: Path, _ film: ComparedFilm) {
      self.path = path.exact
      frames = film.frames
      fps = film.frameRate.value
      width = film.size.width
      height = film.size.height
      duration = film.duration.seconds
      cuts = film.cuts
      sound = Nullable(film.sound.map { Sound($0, pictures: film.duration) })
    }
  }

  struct Sound: Encodable {
    var codec: String
    var sample_rate: Int
    var channels: Int
    /// Samples of each channel.
    var samples: Int
    /// Samples for which the pictures last.
    var picture_samples: Int64
    var loudness_lufs: Nullable<Double>
    var true_peak_dbtp: Nullable<Double>

    init(_ sound: ComparedSound, pictures: MediaTime) {
      codec = sound.stream.codec
      sample_rate = sound.stream.sampleRate
      channels = sound.stream.channels
      samples = sound.samples
      picture_samples =
        pictures.rescaled(to: Rational(1, Int64(max(sample_rate, 1)))).ticks
      loudness_lufs = Nullable(sound.loudness.integrated)
      true_peak_dbtp = Nullable(sound.loudness.truePeak)
    }
  }

  struct Pictures: Encodable {
    var compared_frames: Int
    /// The second film's pictures were brought to the first's size.
    var scaled: Bool
    var ssim_mean: Nullable<Double>
    var ssim_lowest: Nullable<Double>
    var ssim_lowest_frame: Nullable<Int>
    var ssim_percentile_5: Nullable<Double>
    /// Null where no sample differs.
    var psnr_mean_db: Nullable<Double>
    var psnr_lowest_db: Nullable<Double>
    var psnr_lowest_frame: Nullable<Int>
    /// Key frames of the second film.
    var key_frames: Int
    var key_frame_step_db: Nullable<Double>

    init(_ likeness: Likeness) {
      compared_frames = likeness.frames
      scaled = likeness.isScaled
      ssim_mean = Nullable(likeness.similarity?.mean)
      ssim_lowest = Nullable(likeness.similarity?.lowest.value)
      ssim_lowest_frame = Nullable(likeness.similarity?.lowest.frame)
      ssim_percentile_5 = Nullable(likeness.similarity?.fifthPercentile)
      psnr_mean_db = Nullable(likeness.meanSignalToNoise)
      psnr_lowest_db = Nullable(likeness.lowestSignalToNoise?.value)
      psnr_lowest_frame = Nullable(likeness.lowestSignalToNoise?.frame)
      key_frames = likeness.keyFrames
      key_frame_step_db = Nullable(likeness.keyFrameStep)
    }
  }

  struct Cuts: Encodable {
    var only_first: [Int]
    var only_second: [Int]
    var only_first_within_1: [Int]
    var only_second_within_1: [Int]

    init(_ comparison: Comparison) {
      only_first = comparison.cutsOnlyInFirst(tolerance: 0)
      only_second = comparison.cutsOnlyInSecond(tolerance: 0)
      only_first_within_1 = comparison.cutsOnlyInFirst(tolerance: 1)
      only_second_within_1 = comparison.cutsOnlyInSecond(tolerance: 1)
    }
  }

  struct Differences: Encodable {
    var frames: Int
    var duration: Double
    /// Null where a film is silent, or where sample rates differ.
    var samples: Nullable<Int>
    var loudness_lu: Nullable<Double>
    var true_peak_db: Nullable<Double>

    init(_ comparison: Comparison) {
      let (first, second) = (comparison.first, comparison.second)
      frames = second.frames - first.frames
      duration = (second.duration - first.duration).seconds
      let sounds = first.sound.flatMap { one in second.sound.map { (one, $0) } }
      samples = Nullable(
        sounds.flatMap { one, other in
          one.stream.sampleRate == other.stream.sampleRate ? other.samples - one.samples : nil
        })
      loudness_lu = Nullable(
        Self.difference(first.sound?.loudness.integrated, second.sound?.loudness.integrated))
      true_peak_db = Nullable(
        Self.difference(first.sound?.loudness.truePeak, second.sound?.loudness.truePeak))
    }

    private static func difference(_ first: Double?, _ second: Double?) -> Double? {
      first.flatMap { first in second.map { $0 - first } }
    }
  }
}
