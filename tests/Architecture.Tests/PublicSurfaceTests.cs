using System.Reflection;
using Daylight.Server;
using Shouldly;
using Xunit;

namespace Daylight.Architecture;

/// <summary>What each library offers is a text file under review: <c>PublicApi.txt</c>. DAYLIGHT_UPDATE=1 writes it anew.</summary>
public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Libraries => [.. DaylightServer.Rooms.Concat(Engines).Select(assembly => assembly.GetName().Name!["Daylight.".Length..])];

    private static Assembly[] Engines => [typeof(Gate.GatePolicy).Assembly, typeof(Ledger.LeafHash).Assembly, typeof(Inspection.Inspector).Assembly, typeof(Sound.WavFile).Assembly];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_surface_is_the_reviewed_one(string library)
    {
        var assembly = DaylightServer.Rooms.Concat(Engines).Single(one => one.GetName().Name == $"Daylight.{library}");
        var folder = Path.GetDirectoryName(Repository.Sources("src", $"{library}.csproj").Single())!;
        var file = Path.Combine(folder, "PublicApi.txt");
        var now = string.Join('\n', Surface.Of(assembly)) + "\n";
        if (Repository.Update)
        {
            File.WriteAllText(file, now);
        }

        File.ReadAllText(file).ShouldBe(now, $"The public surface of {library} changed; review it and run with DAYLIGHT_UPDATE=1.");
    }

    [Fact]
    public void Nobody_outside_can_make_a_permit_or_a_receipt()
    {
        typeof(Contact.Permit).GetConstructors().ShouldBeEmpty();
        typeof(Contact.Permit).IsSealed.ShouldBeTrue();
        typeof(Contact.Permit).GetProperties().Where(property => property.SetMethod is not null).ShouldBeEmpty();
        typeof(Evidence.Receipt).GetConstructors().ShouldBeEmpty();
        typeof(Evidence.Receipt).IsSealed.ShouldBeTrue();
        typeof(Evidence.Receipt).GetProperties().Where(property => property.SetMethod is not null).ShouldBeEmpty();
    }

    [Fact]
    public void A_planted_public_member_shows_in_the_surface() =>
        Surface.Of([typeof(PublicSurfaceTests)]).ShouldContain(line => line.Contains(nameof(A_planted_public_member_shows_in_the_surface), StringComparison.Ordinal));
}

internal static class Surface
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Assembly assembly) => Of(assembly.GetExportedTypes());

    public static IEnumerable<string> Of(IEnumerable<Type> types) => types
        .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
        .SelectMany(type => Lines(type).Prepend($"{Kind(type)} {Name(type)}"))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Lines(Type type)
    {
        foreach (var member in type.GetMembers(Own))
        {
            switch (member)
            {
                case ConstructorInfo constructor:
                    yield return $"{Name(type)}({Parameters(constructor)})";
                    break;
                case MethodInfo { IsSpecialName: false } method when !IsRecordPlumbing(method):
                    yield return $"{Name(type)}.{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}";
                    break;
                case PropertyInfo property when property.Name != "EqualityContract":
                    yield return $"{Name(type)}.{property.Name} : {Name(property.PropertyType)}";
                    break;
                case FieldInfo field when field.Name != "value__":
                    yield return $"{Name(type)}.{field.Name} : {Name(field.FieldType)}";
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsRecordPlumbing(MethodInfo method) =>
        method.Name is "ToString" or "GetHashCode" or "Equals" or "Deconstruct" or "<Clone>$" or "PrintMembers";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)));

    private static string Kind(Type type) => type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : "class";

    private static string Name(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        var plain = type.Namespace is { } space && space.StartsWith("Daylight", StringComparison.Ordinal) ? type.FullName ?? type.Name : type.Name;
        var bare = plain.Split('`')[0].Replace('+', '.');
        return type.IsGenericType ? $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : bare;
    }
}
