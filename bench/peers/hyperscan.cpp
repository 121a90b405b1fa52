// Hyperscan over the same phrases and lines as bench/MatcherBench.cs: block mode, line by line, every match reported.
// Build: g++ -O3 -o hyperscan hyperscan.cpp -lhs        Run: hyperscan PHRASES TEXT CHARACTERS
#include <hs/hs.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

static std::vector<std::string> lines_of(const char *path)
{
    std::vector<std::string> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

static int on_match(unsigned, unsigned long long, unsigned long long, unsigned, void *count)
{
    ++*static_cast<unsigned long long *>(count);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 3;
    using clock = std::chrono::steady_clock;
    const auto phrases = lines_of(argv[1]);
    const auto text = lines_of(argv[2]);
    const double characters = std::atof(argv[3]);
    std::vector<const char *> literals;
    std::vector<unsigned> flags, ids;
    std::vector<size_t> lengths;
    for (unsigned i = 0; i < phrases.size(); i++) {
        literals.push_back(phrases[i].data());
        lengths.push_back(phrases[i].size());
        flags.push_back(0);
        ids.push_back(i);
    }
    const auto began = clock::now();
    hs_database_t *database = nullptr;
    hs_compile_error_t *error = nullptr;
    if (hs_compile_lit_multi(literals.data(), flags.data(), ids.data(), lengths.data(), (unsigned)literals.size(), HS_MODE_BLOCK, nullptr, &database, &error) != HS_SUCCESS) {
        std::printf("does not compile: %s\n", error ? error->message : "?");
        return 1;
    }
    const double build = std::chrono::duration<double>(clock::now() - began).count();
    hs_scratch_t *scratch = nullptr;
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS)
        return 1;
    unsigned long long found = 0;
    int rounds = 0;
    const auto started = clock::now();
    double took = 0;
    do {
        found = 0;
        for (const auto &line : text)
            hs_scan(database, line.data(), (unsigned)line.size(), 0, scratch, on_match, &found);
        rounds++;
        took = std::chrono::duration<double>(clock::now() - started).count();
    } while (took < 3);
    std::printf("%.1f M, build %.2f s, %llu hits\n", rounds * characters / took / 1e6, build, found);
    return 0;
}
